import { Database, migrate } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateProjections, ReactionRunner } from '@hormesis/projection';
import { migrateReadModels } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { flagsMigrations } from '../migrations.js';
import { guardRampsReaction } from './guard-ramps.reaction.js';
import { RampGuards } from './ramp-guards.js';
import { RampLease } from './ramp-lease.js';
import { RampRunner } from './ramp-runner.js';

const everyMs = 500;

/** Starts what moves ramps on and what stops them, and stops it in the end. */
@Injectable()
export class RampsKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('flags');
  private readonly reactions: ReactionRunner;
  private ticking: NodeJS.Timeout | undefined;
  private tick: Promise<void> | undefined;

  constructor(
    private readonly db: Database,
    @Inject(EVENT_LOG) log: EventLog,
    private readonly runner: RampRunner,
    private readonly lease: RampLease,
    guards: RampGuards,
  ) {
    this.reactions = new ReactionRunner({
      db,
      log,
      reactions: [guardRampsReaction(guards)],
      onError: (error, where) => this.log.warn({ err: error, ...where }, 'an anomaly will be tried again'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateProjections(this.db);
    await migrateReadModels(this.db);
    await migrate(this.db, flagsMigrations);
    await this.reactions.start();
    this.ticking = setInterval(() => {
      this.tick ??= this.look();
    }, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.ticking);
    await this.tick;
    await this.reactions.stop();
    await this.lease.release().catch(() => undefined);
  }

  private async look(): Promise<void> {
    try {
      await this.runner.tick();
    } catch (error) {
      this.log.warn({ err: error }, 'ramps stay where they are for now; they are tried again');
    } finally {
      this.tick = undefined;
    }
  }
}
