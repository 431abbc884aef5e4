import {
  type Backtest,
  backtest,
  type Page,
  page,
  pageQuery,
  problem,
  type StartBacktest,
  startBacktest,
} from '@hormesis/api';
import { notFound, Scopes } from '@hormesis/http';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { BacktestQueue } from './backtest-queue.js';
import { BacktestStore } from './backtest-store.js';

const listQuery = pageQuery.extend({
  proposal: z.string().optional().meta({ description: 'Only those of this proposal.' }),
});
const there = 'GET /api/backtests lists those there are.';

/** Replays of proposals, rules and flag policies over what was recorded. */
@Controller('api/backtests')
@ApiTags('backtests')
export class BacktestsController {
  constructor(
    private readonly queue: BacktestQueue,
    private readonly store: BacktestStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiOperation({
    summary:
      'Asks for a backtest of a proposal, of Prometheus rules or of a flag policy. One runs at a time.',
  })
  @ApiAcceptedResponse({ standardSchema: backtest })
  @ApiBadRequestResponse({ standardSchema: problem })
  @ApiNotFoundResponse({ standardSchema: problem })
  start(@Body({ schema: startBacktest }) body: StartBacktest): Promise<Backtest> {
    return this.queue.start(body);
  }

  @Get()
  @Scopes('read', 'proposals:write')
  @ApiOperation({ summary: 'The backtests, newest first, without their pictures.' })
  @ApiOkResponse({ standardSchema: page(backtest) })
  async list(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>): Promise<Page<Backtest>> {
    const { cursor, limit, proposal } = query;
    const items = await this.store.list(limit + 1, cursor, proposal);
    const shown = items.slice(0, limit);
    return { items: shown, next: items.length > limit ? (shown.at(-1)?.id ?? null) : null };
  }

  @Get(':id')
  @Scopes('read', 'proposals:write')
  @ApiOperation({ summary: 'One backtest: how far it is, or its reports with their pictures.' })
  @ApiOkResponse({ standardSchema: backtest })
  @ApiNotFoundResponse({ standardSchema: problem })
  show(@Param('id') id: string): Promise<Backtest> {
    return this.found(id);
  }

  @Delete(':id')
  @Scopes('proposals:write')
  @ApiOperation({ summary: 'Calls off a backtest that waits or runs; what has ended stays as it is.' })
  @ApiOkResponse({ standardSchema: backtest })
  @ApiNotFoundResponse({ standardSchema: problem })
  async cancel(@Param('id') id: string): Promise<Backtest> {
    await this.found(id);
    await this.store.cancel(id, this.clock.now());
    return this.found(id);
  }

  private async found(id: string): Promise<Backtest> {
    const found = await this.store.find(id);
    if (!found) throw notFound(`backtest ${id}`, there);
    return found;
  }
}
