import { type AsOfQuery, asOfQuery, type Flag, flag, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsOfResponses } from '../as-of/as-of-responses.js';
import { ShowFlag } from './show-flag.query.js';

@Controller('api/flags')
@ApiTags('queries')
export class ShowFlagController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':key')
  @ApiOperation({ summary: 'One flag, now or as of then.' })
  @ApiOkResponse({ standardSchema: flag })
  @AsOfResponses()
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('key') key: string, @Query({ schema: asOfQuery }) asOf: AsOfQuery): Promise<Flag> {
    const found = await this.queries.execute(new ShowFlag(key, asOf));
    if (!found) throw notFound(`flag ${key}`, 'GET /api/flags lists those there are.');
    return found;
  }
}
