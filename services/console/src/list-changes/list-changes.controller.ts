import { type Change, change, type Page, page } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListChanges, type ListChangesFilter, listChangesFilter } from './list-changes.query.js';

@Controller('api/changes')
@ApiTags('queries')
export class ListChangesController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'The change history, newest first.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(change) })
  list(@Query({ schema: listChangesFilter }) filter: ListChangesFilter): Promise<Page<Change>> {
    return this.queries.execute(new ListChanges(filter));
  }
}
