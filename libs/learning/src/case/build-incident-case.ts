import { type Event, type EventOf, isEvent, isKnown } from '@hormesis/events';
import { incidentRecord } from '@hormesis/incident';
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
  const detected = known.find(
    (event): event is EventOf<'incident.detected'> =>
      isEvent(event, 'incident.detected') && event.subject === incident,
  );
  if (!detected) throw new Error(`The events of ${incident} do not hold its incident.detected.`);

  const record = incidentRecord(detected, known);
  const { anomaly, attribution, cleared, environment, own, service } = record;
  const top = attribution?.top;
  return {
    id: incident,
    service,
    environment,
    onset: anomaly?.data.onset ?? detected.data.onset ?? detected.time,
    detectedAt: detected.time,
    endedAt: record.end?.time,
    events: inOrder([...new Set([...own, ...(anomaly ? [anomaly] : []), ...(cleared ? [cleared] : [])])]),
    detected,
    anomaly,
    attribution,
    actions: record.actions,
    change: top?.change ? blamedChange({ ...top, change: top.change }, known) : undefined,
    windows: windows
      .filter((window) => window.service === service && window.environment === environment)
      .sort((a, b) => endOf(a) - endOf(b)),
  };
}

function inOrder<E extends Event>(events: readonly E[]): E[] {
  return [...events].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
}

function at(event: Event): number {
  return Date.parse(event.time);
}
