import { Module } from '@nestjs/common';
import { ChangeFollower } from './know-changes/change-follower.js';
import { runGuards } from './run-guards/index.js';
import { StandingAnomalies } from './see-recovery/standing-anomalies.js';
import { readSentinelConfig, SENTINEL_CONFIG } from './sentinel-config.js';
import { WatchesController } from './show-watches/watches.controller.js';
import { Marks } from './watch-signals/marks.js';
import { SignalWatcher } from './watch-signals/signal-watcher.js';
import { StateAnomalies } from './watch-signals/state-anomalies.js';

/** Signals and changes → what got worse, since when, and by which change. */
@Module({
  controllers: [WatchesController],
  providers: [
    { provide: SENTINEL_CONFIG, useFactory: () => readSentinelConfig(process.env) },
    ChangeFollower,
    ...runGuards,
    ...[Marks, StandingAnomalies, StateAnomalies, SignalWatcher],
  ],
})
export class SentinelModule {}
