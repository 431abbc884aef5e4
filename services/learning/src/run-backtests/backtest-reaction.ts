import { Database, migrate } from '@hormesis/database';
import { isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { isInfrastructureError, migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { learningMigrations } from '../migrations.js';
import { BacktestQueue } from './backtest-queue.js';

/** Has each proposal backtested when it is made, and again when a person has changed it. */
@Injectable()
export class BacktestReaction implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly runner: ReactionRunner;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    queue: BacktestQueue,
  ) {
    this.runner = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.backtest-proposals',
          from: [topics.learning],
          on: async (event) => {
            if (isOurs(event) && isEvent(event, 'proposal.proposed', 'proposal.edited'))
              await queue.startFor(event.subject, event.id);
          },
        }),
      ],
      isInfrastructure: isInfrastructureError,
      onError: (err, where) =>
        this.log.warn({ err, ...where }, 'a proposal could not be put up for its backtest; trying again'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateStreams(this.database);
    await migrateProjections(this.database);
    await migrate(this.database, learningMigrations);
    await this.runner.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.runner.stop();
  }
}
