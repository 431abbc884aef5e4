import { Database } from '@hormesis/database';
import { type Event, isEvent, isOurs } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { EVENT_LOG, type EventLog } from '@hormesis/platform';
import { isInfrastructureError, migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProposeFromIncident } from '../propose-from-incident/propose-from-incident.js';
import { AssembleCase, type LearntFrom } from './assemble-case.js';
import { ReadModelsBehind } from './read-models-behind.js';

/** Watches the log for incidents that are resolved, and for what is learnt about them afterwards. */
@Injectable()
export class LearningReaction implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly runner: ReactionRunner;

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    private readonly assembleCase: AssembleCase,
    proposeFromIncident: ProposeFromIncident,
  ) {
    this.runner = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.propose-from-incident',
          from: [topics.incidents, topics.learning],
          on: async (event, { position }) => {
            const learnt = await this.learntFrom(event);
            const known = learnt && (await assembleCase.run(learnt, position));
            const injected = known?.assembled.drill !== undefined;
            if (learnt && known && !injected) await proposeFromIncident.run(known, learnt);
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

  /** The resolution; and a note, a ranking, a verdict, a correction or a missed guard of an incident that was learnt from already. */
  private async learntFrom(event: Event): Promise<LearntFrom | undefined> {
    if (!isOurs(event)) return undefined;
    if (isEvent(event, 'incident.resolved', 'case.corrected', 'proposal.reopened')) return event;
    if (!isEvent(event, 'incident.annotated', 'attribution.ranked', 'action.judged')) return undefined;
    const incident = isEvent(event, 'action.judged') ? event.data.incident : event.subject;
    return (await this.assembleCase.isKnown(incident)) ? event : undefined;
  }
}
