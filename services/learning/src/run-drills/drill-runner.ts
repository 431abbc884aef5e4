import { Database } from '@hormesis/database';
import { type EventOf, isEvent, isOurs } from '@hormesis/events';
import { type DrillOutcome, drillEndsBy } from '@hormesis/learning';
import { topics } from '@hormesis/log';
import { CLOCK, type Clock, EVENT_LOG, type EventLog } from '@hormesis/platform';
import { isInfrastructureError, migrateProjections, ReactionRunner, reaction } from '@hormesis/projection';
import { migrateStreams } from '@hormesis/streams';
import { logger } from '@hormesis/telemetry';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DrillRun } from './drill-run.js';
import { DrillStreams, isOpen, type OpenDrill } from './drill-streams.js';
import { DrilledGuards } from './drilled-guards.js';

const lookEveryMs = 1_000;
/** Between these looks at all drills only those are looked at that this process knows to be open. */
const lookAtAllEveryMs = 30_000;
/** An injector that could not be told to stop is left alone for so long. */
const pauseMs = 5_000;
/** What has not begun by then does not any more. */
const neverBegunMs = 10 * 60_000;

/** The guardian acted where a drill runs, and the injector could not be told: tried again until it is. */
class StillInjecting extends Error {
  override readonly name = 'StillInjecting';
}

/**
 * Begins drills that are asked for, and stops them: when their time is over, once every guard has fired, and at once
 * when the guardian acts there.
 * All that it knows stands on the drills’ streams, so a process that is started again stops what another one began.
 */
@Injectable()
export class DrillRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = logger('learning');
  private readonly reactions: ReactionRunner;
  private readonly leftAlone = new Map<string, number>();
  private readonly known = new Set<string>();
  private lookedAtAll = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(EVENT_LOG) events: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly drills: DrillStreams,
    private readonly run: DrillRun,
    private readonly guards: DrilledGuards,
  ) {
    this.reactions = new ReactionRunner({
      db: database,
      log: events,
      reactions: [
        reaction({
          name: 'learning.run-drills',
          from: [topics.incidents],
          startAt: 'end',
          on: async (event) => {
            if (!isOurs(event)) return;
            if (!isEvent(event, 'drill.requested')) return;
            this.known.add(event.subject);
            await run.begin(event);
          },
        }),
        reaction({
          name: 'learning.stop-drills',
          from: [topics.incidents],
          startAt: 'end',
          on: async (event) => {
            if (isOurs(event) && isEvent(event, 'action.requested', 'action.completed'))
              await this.stopFor(event);
            if (isEvent(event, 'anomaly.detected')) await this.noteFiring(event);
          },
        }),
      ],
      isInfrastructure: (error) => error instanceof StillInjecting || isInfrastructureError(error),
      onError: (err, where) => this.log.warn({ err, ...where }, 'a drill is tried again'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await migrateStreams(this.database);
    await migrateProjections(this.database);
    await this.reactions.start();
    this.lookAgain(0);
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.reactions.stop();
    await this.looking;
  }

  private async stopFor(action: EventOf<'action.requested' | 'action.completed'>): Promise<void> {
    const { service, environment, target } = action.data;
    const reason = `The guardian acted: ${target.kind} (${action.subject}).`;
    for (const { id, order } of await this.drills.open()) {
      const elsewhere = environment !== undefined && environment.id !== order.environment.id;
      if (order.service.id !== service.id || elsewhere) continue;
      const fault = await this.run.end(id, { outcome: 'stopped', reason, causation: action });
      if (fault) throw new StillInjecting(fault);
    }
  }

  /** Once every guard has fired there is nothing more to learn from harm. */
  private async noteFiring(anomaly: EventOf<'anomaly.detected'>): Promise<void> {
    const { guard } = anomaly.data;
    if (guard === undefined) return;
    for (const drill of await this.drills.open()) {
      if (drill.phase !== 'running' || anomaly.time < drill.startedAt) continue;
      const { guards, fired } = await this.guards.firing(drill, guard);
      if (fired.size === 0 || guards.some((id) => !fired.has(id))) continue;
      const reason = `Every alert of the class has fired (${guards.join(', ')}).`;
      const fault = await this.run.end(drill.id, { outcome: 'stopped', reason, causation: anomaly });
      if (fault) throw new StillInjecting(fault);
    }
  }

  private lookAgain(afterMs: number): void {
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .catch((err: unknown) => this.log.warn({ err }, 'drills are looked at again soon'))
        .then(() => {
          if (this.timer !== undefined) this.lookAgain(lookEveryMs);
        });
    }, afterMs);
  }

  private async look(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now - this.lookedAtAll >= lookAtAllEveryMs) {
      for (const { id } of await this.drills.open()) this.known.add(id);
      this.lookedAtAll = now;
    }
    for (const id of this.known) {
      const { state: drill } = await this.drills.load(id);
      if (!isOpen(drill)) {
        this.known.delete(id);
        this.leftAlone.delete(id);
        continue;
      }
      const ending = endingOf(drill, now);
      if (!ending || now < (this.leftAlone.get(drill.id) ?? 0)) continue;
      const fault = await this.run.end(drill.id, ending);
      if (fault === undefined) this.leftAlone.delete(drill.id);
      else {
        this.leftAlone.set(drill.id, now + pauseMs);
        this.log.warn({ drill: drill.id, fault }, 'the injector could not be told to stop; trying again');
      }
    }
  }
}

/** What ends a drill by now; `undefined`: nothing. */
function endingOf(drill: OpenDrill, now: number): { outcome: DrillOutcome; reason: string } | undefined {
  if (drill.phase === 'running') {
    if (now < drillEndsBy(drill)) return undefined;
    return { outcome: 'finished', reason: `After ${drill.order.seconds} s, as planned.` };
  }
  if (now < Date.parse(drill.requestedAt) + neverBegunMs) return undefined;
  return { outcome: 'failed', reason: 'It was never begun.' };
}
