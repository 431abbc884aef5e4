import { type Event, type EventOf, isEvent } from '@hormesis/events';
import type { Executor } from '@hormesis/executors';
import { finishAction, type Incident, type Outcome } from '@hormesis/incident';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger, record, withSpan } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { TOO_LATE_TO_ACT_MS } from '../watch-anomalies/lateness.js';
import { ActionLock } from './action-lock.js';
import { Executors } from './executors.js';

/**
 * Carries requested actions out, each once: at once in the process that requested it, and again from the log, which
 * finds it done, or finishes what a killed process began.
 */
@Injectable()
export class ActionExecution {
  private readonly running = new Map<string, Promise<void>>();
  private readonly log = logger('guardian');

  constructor(
    private readonly incidents: IncidentStreams,
    private readonly executors: Executors,
    private readonly lock: ActionLock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins the actions that were just requested, without waiting for them. What fails here is tried again from the log. */
  beginAll(events: readonly Event[]): void {
    for (const event of events) {
      if (!isEvent(event, 'action.requested')) continue;
      this.run(event).catch((error) => {
        this.log.warn({ err: error, action: event.subject }, 'action will be tried again');
      });
    }
  }

  /** Resolves when the action has ended, whoever carried it out. */
  run(request: EventOf<'action.requested'>): Promise<void> {
    const known = this.running.get(request.id);
    if (known) return known;
    const run = this.execute(request).finally(() => this.running.delete(request.id));
    this.running.set(request.id, run);
    return run;
  }

  /** Resolves when nothing is running any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.running.values());
  }

  private async execute(request: EventOf<'action.requested'>): Promise<void> {
    const chosen = await this.executors.choose(request);
    const attributes = { 'hormesis.action': request.subject, 'hormesis.incident': request.data.incident };
    const carryOut = () => withSpan('execute action', { attributes }, () => this.carryOut(request, chosen));
    await (chosen.oneAtATime ? this.lock.hold(request.subject, carryOut) : carryOut());
  }

  private async carryOut(request: EventOf<'action.requested'>, executor: Executor): Promise<void> {
    const { incident } = request.data;
    const { state } = await this.incidents.load(incident);
    if (!isWaiting(state, request)) return;
    const outcome = await this.outcomeOf(request, state, executor);
    await this.incidents.decide(
      incident,
      (newest) =>
        isWaiting(newest, request) ? finishAction(newest, { actionId: request.subject, outcome }) : [],
      { actor: GUARDIAN, causation: request, correlationId: incident },
    );
    record('hormesis.action.duration', (this.clock.now().getTime() - Date.parse(request.time)) / 1_000, {
      action: request.data.target.kind,
      outcome: outcome.kind,
    });
    this.log.info({ action: request.subject, incident, outcome }, `action ${outcome.kind}`);
  }

  private async outcomeOf(
    request: EventOf<'action.requested'>,
    incident: Incident,
    executor: Executor,
  ): Promise<Outcome> {
    if (incident.phase === 'resolved') {
      return { kind: 'refused', reason: 'The incident was resolved before the action began.' };
    }
    const age = this.clock.now().getTime() - Date.parse(request.time);
    if (age > TOO_LATE_TO_ACT_MS) {
      const minutes = Math.round(age / 60_000);
      return {
        kind: 'failed',
        reason: `It was requested ${minutes} minutes ago. Approve it again to do it now.`,
      };
    }
    const began = performance.now();
    const answer = await executor.execute(request);
    if (answer.kind !== 'completed') return answer;
    return { ...answer, durationMs: Math.round((performance.now() - began) * 10) / 10 };
  }
}

/** Whether this very request is still to be carried out; the same action may have been requested again since. */
function isWaiting({ actions }: Incident, { subject, id }: Event): boolean {
  const action = actions[subject];
  return action?.state === 'requested' && action.request?.eventId === id;
}
