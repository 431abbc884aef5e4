import { type Flag, flag } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ListFlags, type ListFlagsFilter, listFlagsFilter } from './list-flags.query.js';

@Controller('api/flags')
@ApiTags('queries')
export class ListFlagsController {
  constructor(private readonly queries: QueryBus) {}

  /** Flags and their state. */
  @Get()
  @ApiOkResponse({ schema: z.object({ items: z.array(flag) }) })
  async list(@Query({ schema: listFlagsFilter }) filter: ListFlagsFilter): Promise<{ items: Flag[] }> {
    return { items: await this.queries.execute(new ListFlags(filter)) };
  }
}
