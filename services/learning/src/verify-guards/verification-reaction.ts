import { Database } from '@hormesis/database';
import { isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { isInfrastructureError, migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ReadModelsBehind } from '../assemble-case/read-models-behind.js';
import { JudgeGuard } from './judge-guard.js';
import { VerifyDrill } from './verify-drill.js';
import { VerifyIncident } from './verify-incident.js';

/** Asks the guards how they did when a case is assembled or a drill is over, and one that fires whether it only cries. */
@Injectable()
export class VerificationReaction implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly runner: ReactionRunner;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    verifyIncident: VerifyIncident,
    verifyDrill: VerifyDrill,
    judgeGuard: JudgeGuard,
  ) {
    this.runner = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.verify-guards',
          from: [topics.learning, topics.incidents],
          on: async (event, { position }) => {
            if (isEvent(event, 'anomaly.detected')) await judgeGuard.run(event, position);
            else if (!isOurs(event)) return;
            else if (isEvent(event, 'case.assembled')) await verifyIncident.run(event);
            else if (isEvent(event, 'drill.ended')) await verifyDrill.run(event, position);
          },
        }),
      ],
      isInfrastructure: (error) => error instanceof ReadModelsBehind || isInfrastructureError(error),
      onError: (err, where) => this.log.warn({ err, ...where }, 'could not verify guards; trying again'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateStreams(this.database);
    await migrateProjections(this.database);
    await this.runner.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.runner.stop();
  }
}
