import { type Flag, flag, type Page, page } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListFlags, type ListFlagsFilter, listFlagsFilter } from './list-flags.query.js';

@Controller('api/flags')
@ApiTags('queries')
export class ListFlagsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'Flags and their state.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(flag) })
  list(@Query({ schema: listFlagsFilter }) filter: ListFlagsFilter): Promise<Page<Flag>> {
    return this.queries.execute(new ListFlags(filter));
  }
}
