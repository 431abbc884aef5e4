import { type Event, type EventOf, isEvent } from '@hormesis/events';
import type { Answer, Executor } from '@hormesis/executors';
import { type ActionState, finishAction, finishUndo, type Incident, type Outcome } from '@hormesis/incident';
import { CLOCK, type Clock } from '@hormesis/platform';
import { logger, record, withSpan } from '@hormesis/telemetry';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN } from '../streams/guardian-source.js';
import { IncidentStreams } from '../streams/incident-streams.js';
import { TOO_LATE_TO_ACT_MS } from '../watch-anomalies/lateness.js';
import { ActionLock } from './action-lock.js';
import { Executors } from './executors.js';

type Order = EventOf<'action.requested' | 'action.undoing'>;

/**
 * Carries requested actions out, and undoes them, each once: at once in the process that requested it, and again from the
 * log, which finds it done, or finishes what a killed process began.
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

  /** Begins what was just ordered, without waiting for it. What fails here is tried again from the log. */
  beginAll(events: readonly Event[]): void {
    for (const event of events) {
      if (!isEvent(event, 'action.requested', 'action.undoing')) continue;
      this.run(event).catch((error) => {
        this.log.warn({ err: error, action: event.subject }, 'action will be tried again');
      });
    }
  }

  /** Resolves when the order has ended, whoever carried it out. */
  run(order: Order): Promise<void> {
    const known = this.running.get(order.id);
    if (known) return known;
    const run = this.execute(order).finally(() => this.running.delete(order.id));
    this.running.set(order.id, run);
    return run;
  }

  /** Resolves when nothing is running any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.running.values());
  }

  private async execute(order: Order): Promise<void> {
    const request = isEvent(order, 'action.requested') ? order : await this.requestBehind(order);
    if (!request) return;
    const chosen = await this.executors.choose(request);
    const attributes = { 'hormesis.action': order.subject, 'hormesis.incident': order.data.incident };
    const carryOut = () =>
      withSpan('execute action', { attributes }, () =>
        isEvent(order, 'action.requested')
          ? this.carryOut(order, chosen)
          : this.takeBack(order, request, chosen),
      );
    await (chosen.oneAtATime ? this.lock.hold(order.subject, carryOut) : carryOut());
  }

  private async carryOut(request: EventOf<'action.requested'>, executor: Executor): Promise<void> {
    const { incident } = request.data;
    const { state } = await this.incidents.load(incident);
    if (!isWaiting(state, request, ['requested'])) return;
    const outcome = await this.outcomeOf(request, state, executor);
    const { events } = await this.incidents.decide(
      incident,
      (newest) =>
        isWaiting(newest, request, ['requested', 'stopped'])
          ? finishAction(newest, { actionId: request.subject, outcome })
          : [],
      { actor: GUARDIAN, causation: request, correlationId: incident },
    );
    this.tell(request, outcome);
    this.beginAll(events);
  }

  /** Undoes what the request had done. */
  private async takeBack(
    order: EventOf<'action.undoing'>,
    request: EventOf<'action.requested'>,
    executor: Executor,
  ): Promise<void> {
    const { incident } = order.data;
    const { state } = await this.incidents.load(incident);
    if (!isUndoing(state, order)) return;
    const refused = { kind: 'refused', reason: `${executor.name} cannot undo an action.` } as const;
    const outcome = await this.timed(async () => (await executor.undo?.(request)) ?? refused);
    await this.incidents.decide(
      incident,
      (newest) => (isUndoing(newest, order) ? finishUndo(newest, { actionId: order.subject, outcome }) : []),
      { actor: GUARDIAN, causation: order, correlationId: incident },
    );
    this.tell(order, outcome);
  }

  private async requestBehind({ data, subject }: EventOf<'action.undoing'>) {
    const { state } = await this.incidents.load(data.incident);
    const requested = state.actions[subject]?.request?.eventId;
    const events = await this.incidents.events(data.incident);
    return events.find(
      (event): event is EventOf<'action.requested'> =>
        isEvent(event, 'action.requested') && event.id === requested,
    );
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
    return this.timed(() => executor.execute(request));
  }

  private async timed(work: () => Promise<Answer>): Promise<Outcome> {
    const began = performance.now();
    const answer = await work();
    if (answer.kind !== 'completed') return answer;
    return { ...answer, durationMs: Math.round((performance.now() - began) * 10) / 10 };
  }

  private tell(order: Order, outcome: Outcome): void {
    const { incident, target } = order.data;
    const undo = isEvent(order, 'action.undoing');
    record('hormesis.action.duration', (this.clock.now().getTime() - Date.parse(order.time)) / 1_000, {
      action: undo ? 'undo' : target.kind,
      outcome: outcome.kind,
    });
    this.log.info(
      { action: order.subject, incident, outcome },
      `${undo ? 'undo' : 'action'} ${outcome.kind}`,
    );
  }
}

/** Whether this very request is in one of these states; the same action may have been requested again since. */
function isWaiting({ actions }: Incident, { subject, id }: Event, states: readonly ActionState[]): boolean {
  const action = actions[subject];
  return action !== undefined && states.includes(action.state) && action.request?.eventId === id;
}

function isUndoing({ actions }: Incident, { subject, id }: Event): boolean {
  const action = actions[subject];
  return action?.state === 'undoing' && action.undoing?.eventId === id;
}
