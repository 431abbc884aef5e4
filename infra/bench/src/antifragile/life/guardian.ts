import { attribute, type CohortWindow } from '@hormesis/attribution';
import type { Change } from '@hormesis/change';
import { type Decision, isRefusal } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import {
  type ActionTarget,
  answerAnomaly,
  defaultPolicy,
  finishAction,
  type Incident,
  type IncidentEvent,
  type IncidentStatement,
  incidentDecider,
  judge,
  type Ladder,
  resolveWhenCleared,
} from '@hormesis/incident';
import type { Scribe } from './scribe.js';

const source = '/hormesis/guardian';
export const environment = 'production';
/** Where changes are tried before users get them. */
export const previews = 'preview';
/** From an anomaly in the log to the flag seen off by a client: the p99 that `bench -- reaction` measures when idle. */
export const reactionMs = 100;
/** So much of the time before the onset is compared with, as the guardian does. */
const lookBackMs = 10 * 60_000;
const changesWithinMs = 2 * 60 * 60_000;

/** In the demo’s trusted services: what it is sure of, the guardian does alone. In both rounds. */
const ladder: Ladder = {
  policies: [{ ...defaultPolicy('observe'), environment: previews }],
  otherwise: defaultPolicy('rollback'),
  ...{ freezes: [], marks: [], breakers: [] },
};

export type World = {
  changes(): readonly Change[];
  windows(service: string, from: number, to: number): readonly CohortWindow[];
};

/** What the guardian decided about an anomaly. */
export type Answer = {
  incident: string;
  /** It is the first of its incident. */
  opens: boolean;
  acts: readonly { actionId: string; target: ActionTarget; change: string }[];
  advises: readonly { target: ActionTarget; change: string }[];
};

type Open = { state: Incident; anomalies: EventOf<'anomaly.detected'>[] };

/** The guardian’s rules over the simulated fleet, as its service applies them: attribution, ladder, incident. */
export class Guardian {
  private readonly open = new Map<string, Open>();
  private count = 0;

  constructor(
    private readonly life: string,
    private readonly scribe: Scribe,
    private readonly world: World,
  ) {}

  openIncident(service: string): string | undefined {
    return this.open.get(keyOf(service, environment))?.state.id;
  }

  answer(anomaly: EventOf<'anomaly.detected'>, at: number): Answer {
    const service = anomaly.data.service.id;
    const place = anomaly.data.environment.id;
    const known = this.open.get(keyOf(service, place));
    const open = known ?? this.begin(service, place);
    open.anomalies.push(anomaly);
    const changes = this.world.changes().filter(({ at: made }) => at - Date.parse(made) <= changesWithinMs);
    const now = new Date(at);
    const { onset, change, evidence, guard } = anomaly.data;
    const others = open.anomalies.flatMap(({ data }) => data.change ?? []);
    const from = Math.max(Date.parse(onset) - lookBackMs, at - changesWithinMs);
    const ranked = attribute({
      anomaly: { service, environment: place, onset, change, evidence },
      changes,
      now,
      windows: change || place === previews ? [] : this.world.windows(service, from, at),
    });
    const { candidates, method, causes } = ranked;
    const judgement = judge(candidates, {
      ladder,
      environment: place,
      service,
      changes,
      now,
      told: 'in-time',
      noticed: { guard, change, others },
    });
    const events = this.decide(open, at, anomaly, (state) =>
      answerAnomaly(state, { anomaly, candidates, method, causes, judgement }),
    );
    return { incident: open.state.id, opens: known === undefined, ...stepsIn(events) };
  }

  /** An action was done. */
  done(service: string, actionId: string, at: number): void {
    const open = this.open.get(keyOf(service, environment));
    if (!open) return;
    const outcome = { kind: 'completed', durationMs: reactionMs } as const;
    this.decide(open, at, undefined, (state) => finishAction(state, { actionId, outcome }));
  }

  /** All is well again: its anomalies clear, and the incident is over. */
  clear(service: string, at: number, place: string = environment): string | undefined {
    const open = this.open.get(keyOf(service, place));
    if (!open) return undefined;
    let last: EventOf<'anomaly.cleared'> | undefined;
    for (const { subject, data, source: by } of open.anomalies) {
      const { metric } = data;
      const cleared = { service: data.service, environment: data.environment, metric };
      last = this.scribe.write({ name: 'anomaly.cleared', subject, data: cleared }, { source: by, at });
    }
    const cleared = open.anomalies.map(({ subject }) => subject);
    this.decide(open, at, last, (state) =>
      resolveWhenCleared(state, { cleared, at: new Date(at).toISOString() }),
    );
    this.open.delete(keyOf(service, place));
    return open.state.id;
  }

  private begin(service: string, place: string): Open {
    this.count += 1;
    const open = { state: incidentDecider.initial(`inc-${this.life}-${this.count}`), anomalies: [] };
    this.open.set(keyOf(service, place), open);
    return open;
  }

  private decide(
    open: Open,
    at: number,
    by: { id: string } | undefined,
    rule: (state: Incident) => Decision<IncidentStatement>,
  ): IncidentEvent[] {
    const decision = rule(open.state);
    if (isRefusal(decision)) return [];
    return decision.map((statement) => {
      const event = this.scribe.write(statement, {
        source,
        at,
        by,
        correlationId: open.state.id,
      }) as IncidentEvent;
      open.state = incidentDecider.evolve(open.state, event);
      return event;
    });
  }
}

function keyOf(service: string, place: string): string {
  return `${service} ${place}`;
}

function stepsIn(events: readonly IncidentEvent[]): Pick<Answer, 'acts' | 'advises'> {
  const steps = events.flatMap((event) =>
    event.name === 'action.requested' || event.name === 'action.recommended' ? [event] : [],
  );
  return {
    acts: steps
      .filter(({ name }) => name === 'action.requested')
      .map(({ subject, data }) => ({ actionId: subject, target: data.target, change: data.change ?? '' })),
    advises: steps
      .filter(({ name }) => name === 'action.recommended')
      .map(({ data }) => ({ target: data.target, change: data.change ?? '' })),
  };
}
