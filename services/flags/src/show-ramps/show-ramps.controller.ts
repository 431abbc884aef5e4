import { problem, type Ramp, ramp } from '@hormesis/api';
import { notFound, Scopes } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { flagKey } from '../flag-streams/flag-key.js';
import { ShowRamps } from './show-ramps.query.js';

const ramps = z.object({ items: z.array(ramp) }).meta({ id: 'Ramps' });

@Controller('api/ramps')
@Scopes('read')
@ApiTags('flags')
export class ShowRampsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'The ramps that were scheduled last, one a flag.' })
  @ApiOkResponse({ standardSchema: ramps })
  async list(): Promise<z.infer<typeof ramps>> {
    return { items: await this.queries.execute(new ShowRamps()) };
  }

  @Get(':key')
  @ApiOperation({ summary: 'How far a flag’s ramp has come, and what its guards have measured.' })
  @ApiOkResponse({ standardSchema: ramp })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('key', { schema: flagKey }) key: string): Promise<Ramp> {
    const [found] = await this.queries.execute(new ShowRamps(key));
    if (found) return found;
    throw notFound(`ramp of flag ${key}`, `Schedule one: PUT /api/flags/${encodeURIComponent(key)}/ramp.`);
  }
}
