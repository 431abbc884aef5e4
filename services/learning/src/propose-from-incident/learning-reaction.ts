import { Database } from '@hormesis/database';
import { isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { isInfrastructureError, migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProposeFromIncident } from './propose-from-incident.js';
import { ReadModelsBehind } from './read-models-behind.js';

/** Watches the log for resolved incidents. */
@Injectable()
export class LearningReaction implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly runner: ReactionRunner;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    proposeFromIncident: ProposeFromIncident,
  ) {
    this.runner = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.propose-from-incident',
          from: [topics.incidents],
          on: async (event, { position }) => {
            if (isEvent(event, 'incident.resolved') && isOurs(event))
              await proposeFromIncident.run(event, position);
          },
        }),
      ],
      isInfrastructure: (error) => error instanceof ReadModelsBehind || isInfrastructureError(error),
      onError: (err, where) =>
        this.log.warn({ err, ...where }, 'could not learn from an incident; trying again'),
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
