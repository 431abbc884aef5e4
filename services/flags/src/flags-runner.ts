import { Database, migrate } from '@hormesis/database';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { migrateProjections, ReactionRunner } from '@hormesis/projection';
import { migrateReadModels } from '@hormesis/read-models';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { checkDeploymentsReaction } from './gate-deployments/check-deployments.reaction.js';
import { DeploymentJudge } from './gate-deployments/deployment-judge.js';
import { flagsMigrations } from './migrations.js';
import { guardRampsReaction } from './run-ramps/guard-ramps.reaction.js';
import { RampGuards } from './run-ramps/ramp-guards.js';
import { RampLease } from './run-ramps/ramp-lease.js';
import { RampRunner } from './run-ramps/ramp-runner.js';

const everyMs = 500;

/** Starts what the service does by itself, from the clock and from the log, and stops it in the end. */
@Injectable()
export class FlagsRunner implements OnApplicationBootstrap, OnModuleDestroy {
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
    judge: DeploymentJudge,
  ) {
    this.reactions = new ReactionRunner({
      db,
      log,
      reactions: [guardRampsReaction(guards), checkDeploymentsReaction(judge)],
      onError: (error, where) => this.log.warn({ err: error, ...where }, 'an event will be tried again'),
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
