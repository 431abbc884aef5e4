import type { Change } from '@hormesis/change';
import { type DataOf, derivedId, type StatementOf } from '@hormesis/events';
import type { Fired } from '../learn/guards.js';
import { metric } from '../watch/sentinel.js';
import type { StaticAlert } from '../watch/static-alert.js';
import { exemplarOf } from './exemplar.js';
import { environment, previews } from './guardian.js';
import type { Occurrence } from './occurrence.js';

type Detected = StatementOf<'anomaly.detected'>;
type Data = DataOf<'anomaly.detected'>;

const place = (service: string) => ({ service: { id: service }, environment: { id: environment } });
const instant = (at: number) => new Date(at).toISOString();
const idOf = (...parts: (string | number)[]) => derivedId(...parts.map(String)).slice(0, 13);

function detected(subject: string, data: Omit<Data, 'severity'> & { severity?: Data['severity'] }): Detected {
  return { name: 'anomaly.detected', subject, data: { severity: 'critical', ...data } };
}

export function staticAlertStatement(
  service: string,
  alert: StaticAlert,
  at: number,
  about?: Occurrence,
): Detected {
  const failingRequest = alert.metric === 'http.errors' && about ? exemplarOf(about) : undefined;
  return detected(`alert-${idOf(service, at)}`, {
    ...place(service),
    metric: alert.metric,
    onset: instant(alert.onset),
    method: 'threshold',
    observed: alert.observed,
    summary: about ? `${about.class.error}` : `Worse than usual on ${service}`,
    ...(failingRequest ? { failingRequest } : {}),
  });
}

/** People tell when they noticed, and so roughly since when. */
export function reportStatement(about: Occurrence, since: number, at: number): Detected {
  const failingRequest = exemplarOf(about);
  return detected(`report-${idOf(about.id, at)}`, {
    ...place(about.class.service),
    metric,
    onset: instant(since),
    method: 'person',
    summary: about.class.error,
    ...(failingRequest ? { failingRequest } : {}),
  });
}

/** The error tracker wakes nobody; it shows a failing request to those who are awake. */
export function exemplarStatement(about: Occurrence, since: number, at: number): Detected | undefined {
  const failingRequest = exemplarOf(about);
  if (!failingRequest || about.course.harm.wrong) return undefined;
  return detected(`error-${idOf(about.id, at)}`, {
    ...place(about.class.service),
    metric,
    onset: instant(since),
    method: 'error-tracker',
    severity: 'info',
    summary: about.class.error,
    failingRequest,
  });
}

/** A regression test of a guard failed on the preview of a change. */
export function failedTestStatement(guard: string, about: Occurrence, at: number): Detected {
  const failingRequest = exemplarOf(about);
  return detected(`test-${idOf(guard, about.id)}`, {
    service: { id: about.class.service },
    environment: { id: previews },
    metric,
    onset: instant(at),
    method: 'guard',
    guard,
    severity: 'warning',
    summary: about.class.error,
    ...(failingRequest ? { failingRequest } : {}),
  });
}

/** @param change what the firing cohort has that others have not */
export function guardStatement(
  { guard, service, metric: of, cohort, since }: Fired,
  at: number,
  change?: Change,
): Detected {
  return detected(`guard-${idOf(guard.id, service, at)}`, {
    ...place(service),
    metric: of,
    onset: instant(since),
    method: 'guard',
    guard: guard.id,
    summary: guard.title,
    ...(cohort ? { cohort } : {}),
    ...(change ? { change: { id: change.eventId, source: change.source } } : {}),
  });
}
