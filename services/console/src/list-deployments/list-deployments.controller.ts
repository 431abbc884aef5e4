import { type Deployment, deployment } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ListDeployments,
  type ListDeploymentsFilter,
  listDeploymentsFilter,
} from './list-deployments.query.js';

@Controller('api/deployments')
@ApiTags('queries')
export class ListDeploymentsController {
  constructor(private readonly queries: QueryBus) {}

  /** What runs where. */
  @Get()
  @ApiOkResponse({ schema: z.object({ items: z.array(deployment) }) })
  async list(
    @Query({ schema: listDeploymentsFilter }) filter: ListDeploymentsFilter,
  ): Promise<{ items: Deployment[] }> {
    return { items: await this.queries.execute(new ListDeployments(filter)) };
  }
}
