import { derivedId, type Event, type Instant } from '@hormesis/events';

/** An anomaly that comes back this soon (milliseconds) reopens its incident; later it is a new one. */
const REOPEN_WITHIN_MS = 60 * 60_000;

/** The id of the incident that an anomaly opens. */
export function incidentIdOf(anomaly: Pick<Event, 'source' | 'subject'>): string {
  return shorten(derivedId(anomaly.source, anomaly.subject));
}

/** The id of the incident that it opens when that one is long over. */
export function laterIncidentIdOf(anomaly: Pick<Event, 'source' | 'subject' | 'id'>): string {
  return shorten(derivedId(anomaly.source, anomaly.subject, anomaly.id));
}

export function comesBack(resolvedAt: Instant | undefined, detectedAt: Instant): boolean {
  return resolvedAt !== undefined && Date.parse(detectedAt) - Date.parse(resolvedAt) < REOPEN_WITHIN_MS;
}

function shorten(id: string): string {
  return `inc-${id.slice(0, 8)}`;
}
