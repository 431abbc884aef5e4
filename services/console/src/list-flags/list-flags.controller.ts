import { type Flag, flag, type PageAsOf, pageAsOf } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfResponses } from '../as-of/as-of-responses.js';
import { ListFlags, type ListFlagsFilter, listFlagsFilter } from './list-flags.query.js';

@Controller('api/flags')
@ApiTags('queries')
export class ListFlagsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'Flags and their state, now or as of then.' })
  @Get()
  @ApiOkResponse({ standardSchema: pageAsOf(flag) })
  @AsOfResponses()
  list(@Query({ schema: listFlagsFilter }) filter: ListFlagsFilter): Promise<PageAsOf<Flag>> {
    return this.queries.execute(new ListFlags(filter));
  }
}
