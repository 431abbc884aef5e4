import type { DataOf, EventOf, Proposer } from '@hormesis/events';
import {
  type IncidentCase,
  incidentCase,
  type LearningContext,
  type Proposed,
  propose,
  type SignalWindow,
  type Withheld,
} from '@hormesis/learning';
import { after, event, onset } from './events.js';

type FailingRequest = NonNullable<DataOf<'anomaly.detected'>['failingRequest']>;

export type Told = {
  service?: string;
  environment?: string;
  metric?: string;
  method?: string;
  guard?: string;
  summary?: string;
  failingRequest?: FailingRequest;
  change?: EventOf;
  flagEvents?: readonly EventOf[];
  kind?: 'deployment' | 'flag' | 'config';
  probability?: number;
  blamesNothing?: boolean;
  windows?: readonly SignalWindow[];
};

/** A deployment that went wrong, as the log tells it; what a test is about is told by it. */
export function story(told: Told = {}): IncidentCase {
  const { events, windows } = storyEvents(told);
  return incidentCase('inc-7f3a', events, windows);
}

/** What one proposer makes of a case. */
export function answerOf(
  proposer: Proposer,
  incident: IncidentCase,
  context: LearningContext = {},
): Proposed | Withheld {
  const answer = propose(incident, { ...context, only: [proposer] }).find(
    ({ data }) => data.proposer === proposer,
  );
  if (!answer) throw new Error(`There is no answer of ${proposer}.`);
  return answer;
}

/** The same, which must be a proposal. */
export function proposalOf(
  proposer: Proposer,
  incident: IncidentCase,
  context: LearningContext = {},
): Proposed {
  const answer = answerOf(proposer, incident, context);
  if (answer.outcome === 'withheld') throw new Error(answer.data.reason);
  return answer;
}

export function storyEvents(told: Told = {}) {
  const { service = 'checkout', environment = 'production', metric = 'http.errors' } = told;
  const of = { service: { id: service }, environment: { id: environment } };
  const change = told.change ?? deployed(service, environment);
  const probability = told.probability ?? 0.94;
  const anomaly = event('anomaly.detected', 'anom-1', after(60), {
    ...of,
    metric,
    onset,
    method: told.method ?? 'alertmanager',
    ...(told.guard === undefined ? {} : { guard: told.guard }),
    severity: 'critical',
    ...(told.summary === undefined ? {} : { summary: told.summary }),
    ...(told.failingRequest ? { failingRequest: told.failingRequest } : {}),
  });
  const inIncident = { correlationId: 'inc-7f3a' };
  const blamed = {
    change: {
      eventId: change.id,
      kind: told.kind ?? ('deployment' as const),
      service,
      subject: change.subject,
      summary: 'Cache the basket total',
      at: change.time,
      reversible: true,
    },
    probability,
    evidence: ['It began 20 s before the onset.'],
  };
  const none = { change: null, probability: 1 - probability, evidence: [] };
  const events: EventOf[] = [
    ...(told.flagEvents ?? []),
    change,
    anomaly,
    event(
      'incident.detected',
      'inc-7f3a',
      after(61),
      { ...of, anomaly: 'anom-1', severity: 'critical', onset },
      {
        ...inIncident,
        causationId: anomaly.id,
      },
    ),
    event(
      'attribution.ranked',
      'inc-7f3a',
      after(61),
      { ...of, anomaly: 'anom-1', method: 'test', candidates: told.blamesNothing ? [none] : [blamed, none] },
      inIncident,
    ),
    event('incident.resolved', 'inc-7f3a', after(240), of, inIncident),
  ];
  return { events, windows: told.windows ?? errorWindows({ service, environment, metric }) };
}

export function deployed(
  service = 'checkout',
  environment = 'production',
  data: Partial<DataOf<'service.deployed'>> = {},
) {
  return event('service.deployed', service, after(-20), {
    environment: { id: environment },
    artifactId: 'pkg:oci/checkout@sha256%3Aabc',
    version: 'v413',
    ...data,
  });
}

type Recorded = {
  service?: string;
  environment?: string;
  metric?: string;
  cohort?: string;
  durationMs?: number;
  requestsPerWindow?: number;
  normalShare?: number;
  badShare?: number;
  before?: number;
  during?: number;
};

/** Windows around the onset: a steady normal, then the share of the incident. */
export function errorWindows(recorded: Recorded = {}): SignalWindow[] {
  const { durationMs = 10_000, requestsPerWindow = 500, normalShare = 0.01, badShare = 0.3 } = recorded;
  const { before = 60, during = 24 } = recorded;
  return Array.from({ length: before + during }, (_, index) => ({
    service: recorded.service ?? 'checkout',
    environment: recorded.environment ?? 'production',
    metric: recorded.metric ?? 'http.errors',
    cohort: recorded.cohort ?? 'all',
    start: after(((index - before) * durationMs) / 1000),
    durationMs,
    total: requestsPerWindow,
    bad: Math.round(requestsPerWindow * (index < before ? normalShare : badShare)),
  }));
}
