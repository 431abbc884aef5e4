import { type Deployment, deployment, type PageAsOf, pageAsOf } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfResponses } from '../as-of/as-of-responses.js';
import {
  ListDeployments,
  type ListDeploymentsFilter,
  listDeploymentsFilter,
} from './list-deployments.query.js';

@Controller('api/deployments')
@ApiTags('queries')
export class ListDeploymentsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'What runs where, now or as of then.' })
  @Get()
  @ApiOkResponse({ standardSchema: pageAsOf(deployment) })
  @AsOfResponses()
  list(
    @Query({ schema: listDeploymentsFilter }) filter: ListDeploymentsFilter,
  ): Promise<PageAsOf<Deployment>> {
    return this.queries.execute(new ListDeployments(filter));
  }
}
