import { type Event, type EventOf, environmentOf, isEvent, isKnown, serviceOf } from '@hormesis/events';
import { blamedChange } from './blamed-change.js';
import type { IncidentCase } from './incident-case.js';
import { endOf, type SignalWindow } from './signal-window.js';

/**
 * Gathers what the log holds about an incident. `events` are the incident's own, its anomaly's, and the changes of the
 * service before it (others do no harm); any order. Throws if the incident's beginning is not among them.
 */
export function incidentCase(
  incident: string,
  events: readonly Event[],
  windows: readonly SignalWindow[],
): IncidentCase {
  const known = inOrder(events.filter(isKnown));
  const own = known.filter((event) => belongsTo(event, incident));
  const detected = own.find((event) => isEvent(event, 'incident.detected'));
  if (!detected) throw new Error(`The events of ${incident} do not hold its incident.detected.`);

  const anomaly = anomalyOf(detected, known);
  const cleared = clearedAfter(detected, known);
  const attributed = own.findLast((event) => isEvent(event, 'attribution.ranked'));
  const top = attributed?.data.candidates[0];
  const service = serviceOf(detected) ?? (anomaly && serviceOf(anomaly)) ?? 'unknown';
  const environment = detected.data.environment.id;

  return {
    id: incident,
    service,
    environment,
    onset: anomaly?.data.onset ?? detected.data.onset ?? detected.time,
    detectedAt: detected.time,
    endedAt: endedAt(own, cleared),
    events: inOrder([...new Set([...own, ...(anomaly ? [anomaly] : []), ...(cleared ? [cleared] : [])])]),
    detected,
    anomaly,
    attribution: attributed && top && { event: attributed, top },
    actions: own.filter(isAction),
    change: top?.change ? blamedChange({ ...top, change: top.change }, known) : undefined,
    windows: windows
      .filter((window) => window.service === service && window.environment === environment)
      .sort((a, b) => endOf(a) - endOf(b)),
  };
}

function belongsTo(event: EventOf, incident: string): boolean {
  return (
    event.correlationId === incident || (event.name.startsWith('incident.') && event.subject === incident)
  );
}

function anomalyOf(detected: EventOf<'incident.detected'>, events: readonly EventOf[]) {
  const anomalies = events.filter((event) => isEvent(event, 'anomaly.detected'));
  return (
    anomalies.find(({ id }) => id === detected.causationId) ??
    anomalies.findLast(({ subject }) => subject === detected.data.anomaly)
  );
}

function clearedAfter(detected: EventOf<'incident.detected'>, events: readonly EventOf[]) {
  return events.find(
    (event): event is EventOf<'anomaly.cleared'> =>
      isEvent(event, 'anomaly.cleared') &&
      event.subject === detected.data.anomaly &&
      environmentOf(event) === detected.data.environment.id &&
      at(event) >= at(detected),
  );
}

function endedAt(own: readonly EventOf[], cleared: EventOf | undefined): string | undefined {
  const mitigated = own.find((event) => isEvent(event, 'incident.mitigated'));
  const resolved = own.find((event) => isEvent(event, 'incident.resolved'));
  return (cleared ?? mitigated ?? resolved)?.time;
}

function isAction(event: EventOf) {
  return isEvent(
    event,
    'action.recommended',
    'action.requested',
    'action.completed',
    'action.failed',
    'action.refused',
  );
}

function inOrder<E extends Event>(events: readonly E[]): E[] {
  return [...events].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
}

function at(event: Event): number {
  return Date.parse(event.time);
}
