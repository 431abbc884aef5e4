import { type Drill, drill, type Page, page } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListDrills, type ListDrillsFilter, listDrillsFilter } from './list-drills.query.js';

@Controller('api/drills')
@ApiTags('queries')
export class ListDrillsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'Failures that were injected on purpose, the latest first.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(drill) })
  list(@Query({ schema: listDrillsFilter }) filter: ListDrillsFilter): Promise<Page<Drill>> {
    return this.queries.execute(new ListDrills(filter));
  }
}
