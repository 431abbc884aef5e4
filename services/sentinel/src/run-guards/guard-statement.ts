import type { Change } from '@hormesis/change';
import { derivedId, type EventOf, type StatementOf, stateEvent } from '@hormesis/events';
import type { Matcher } from '@hormesis/promql';
import { SENTINEL_SOURCE } from '../watch-signals/anomaly-statement.js';
import type { Guard } from './guard.js';
import type { Firing } from './running-guard.js';

/** A firing guard that has been stated and is not over. */
export type StandingGuard = {
  /** That of its anomaly. */
  subject: string;
  guard: string;
  /** Which alert of the guard: its rule and its labels. */
  alert: string;
  service: string;
  environment: string;
  metric: string;
  /** When it fired first, milliseconds since 1970. */
  since: number;
};

/** Where an alert fires: by its labels, else by what its rule asks for, else by the proposal. */
export function standingOf(guard: Guard, firing: Firing, at: number): StandingGuard {
  const since = firing.firedAt ?? at;
  const told = (label: string) => firing.labels[label] ?? askedFor(guard.asks, label);
  return {
    subject: `guard-${derivedId(guard.id, firing.key, String(since)).slice(0, 13)}`,
    guard: guard.id,
    alert: firing.key,
    service: told('service') ?? guard.service,
    environment: told('environment') ?? guard.environment ?? 'production',
    metric: told('metric') ?? firing.rule,
    since,
  };
}

function askedFor(asks: readonly (readonly Matcher[])[], label: string): string | undefined {
  const values = asks.flat().filter((matcher) => matcher.label === label && matcher.op === '=');
  return values[0]?.value || undefined;
}

/** The change whose users a cohort of a place is at a moment; `undefined`: of none that is watched, or of several. */
export type ChangeOf = (
  place: { service: string; environment: string },
  cohort: string,
  at: number,
) => Change | undefined;

/** What the sentinel says when a guard fires: of whose requests, where its labels say so. */
export function guardFired(
  standing: StandingGuard,
  guard: Guard,
  firing: Firing,
  at: number,
  changeOf: ChangeOf,
): EventOf<'anomaly.detected'> {
  const { service, environment, metric } = standing;
  const { labels, annotations, rule, value, activeAt } = firing;
  const { cohort } = labels;
  const change = cohort ? changeOf({ service, environment }, cohort, at) : undefined;
  const statement: StatementOf<'anomaly.detected'> = {
    name: 'anomaly.detected',
    subject: standing.subject,
    data: {
      service: { id: service },
      environment: { id: environment },
      metric,
      onset: new Date(activeAt).toISOString(),
      method: 'guard',
      guard: guard.id,
      severity: severityOf(labels.severity),
      summary: (annotations.summary || rule).slice(0, 200),
      ...(cohort ? { cohort } : {}),
      ...(change ? { change: { id: change.eventId, source: change.source } } : {}),
      ...(Number.isFinite(value) ? { observed: value } : {}),
      evidence: { alert: rule, value: String(value), since: new Date(activeAt).toISOString() },
    },
  };
  return stateEvent(statement, envelope(derivedId('anomaly', standing.subject), at));
}

/** What it says when that is over. */
export function guardCleared({ subject, ...where }: StandingGuard, at: number): EventOf<'anomaly.cleared'> {
  const { service, environment, metric } = where;
  const statement: StatementOf<'anomaly.cleared'> = {
    name: 'anomaly.cleared',
    subject,
    data: { service: { id: service }, environment: { id: environment }, metric },
  };
  return stateEvent(statement, envelope(derivedId('cleared', subject), at));
}

function severityOf(said: string | undefined): 'critical' | 'warning' | 'info' {
  return said === 'warning' || said === 'info' ? said : 'critical';
}

function envelope(id: string, at: number) {
  return {
    source: SENTINEL_SOURCE,
    id,
    time: new Date(at).toISOString(),
    recordedTime: new Date().toISOString(),
    actor: { kind: 'system', id: 'sentinel' },
  } as const;
}
