import { type Flag, flag, problem } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowFlag } from './show-flag.query.js';

@Controller('api/flags')
@ApiTags('queries')
export class ShowFlagController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':key')
  @ApiOperation({ summary: 'One flag.' })
  @ApiOkResponse({ standardSchema: flag })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('key') key: string): Promise<Flag> {
    const found = await this.queries.execute(new ShowFlag(key));
    if (!found) throw notFound(`flag ${key}`, 'GET /api/flags lists those there are.');
    return found;
  }
}
