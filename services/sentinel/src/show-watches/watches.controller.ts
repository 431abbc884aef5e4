import { type Watches, type WatchesQuery, watches, watchesQuery } from '@hormesis/api';
import { Scopes } from '@hormesis/http';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SENTINEL_CONFIG, type SentinelConfig } from '../sentinel-config.js';
import { SignalWatcher } from '../watch-signals/signal-watcher.js';
import { BAND_CHANCE } from './watched-series.js';

/** What the sentinel watches at the moment, and how close it is to an alarm. */
@Controller('api/watches')
@ApiTags('watches')
export class WatchesController {
  constructor(
    @Inject(SENTINEL_CONFIG) private readonly config: SentinelConfig,
    private readonly watcher: SignalWatcher,
  ) {}

  @ApiOperation({
    summary:
      'The changes that are watched: how those who have them fare beside those who do not, the last minutes.',
  })
  @Get()
  @Scopes('read')
  @ApiOkResponse({ standardSchema: watches })
  read(@Query({ schema: watchesQuery }) { service, environment, flag }: WatchesQuery): Watches {
    const items = this.watcher.watches
      .flatMap((watch) => watch.shown(Date.now()))
      .filter(
        (shown) =>
          (service === undefined || shown.service === service) &&
          (environment === undefined || shown.environment === environment) &&
          (flag === undefined || shown.change.flag === flag),
      );
    return { budget: this.config.budgetInWords, bandChance: BAND_CHANCE, items };
  }
}
