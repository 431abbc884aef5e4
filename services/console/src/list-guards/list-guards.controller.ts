import { type Guard, guard, type Page, page } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListGuards, type ListGuardsFilter, listGuardsFilter } from './list-guards.query.js';

@Controller('api/guards')
@ApiTags('queries')
export class ListGuardsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'Proposals that were seen to be in force, and how they do; the latest first.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(guard) })
  list(@Query({ schema: listGuardsFilter }) filter: ListGuardsFilter): Promise<Page<Guard>> {
    return this.queries.execute(new ListGuards(filter));
  }
}
