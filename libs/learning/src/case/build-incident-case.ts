import { type Event, type EventOf, environmentOf, isEvent, isKnown, serviceOf } from '@hormesis/events';
import { incidentRecord } from '@hormesis/incident';
import { blamedChange } from './blamed-change.js';
import type { ComputeEvent, IncidentCase } from './incident-case.js';
import { inOrderOnce, type SignalWindow } from './signal-window.js';

/** A crash or a rollback may be noted a little before the signal shows it. */
const slackMs = 60_000;

/**
 * Gathers what the log holds about an incident. `events` are the incident's own, its anomalies', and what happened to the
 * service before and meanwhile (others do no harm); any order, and any number of times. Throws if the incident's
 * beginning is not among them.
 */
export function incidentCase(
  incident: string,
  events: readonly Event[],
  windows: readonly SignalWindow[],
): IncidentCase {
  const known = inOrder(once(events.filter(isKnown)));
  const detected = known.find(
    (event): event is EventOf<'incident.detected'> =>
      isEvent(event, 'incident.detected') && event.subject === incident,
  );
  if (!detected) throw new Error(`The events of ${incident} do not hold its incident.detected.`);

  const record = incidentRecord(detected, known);
  const { anomaly, attribution, cleared, environment, own, service } = record;
  const top = attribution?.top;
  const onset = anomaly?.data.onset ?? detected.data.onset ?? detected.time;
  const change = top?.change ? blamedChange({ ...top, change: top.change }, known) : undefined;
  const anomalies = anomaliesIn(detected, anomaly, own, known);
  const meanwhile = known.filter((event) => {
    const here = serviceOf(event) === undefined || serviceOf(event) === service;
    const there = environmentOf(event) === undefined || environmentOf(event) === environment;
    const from = Date.parse(onset) - slackMs;
    return (
      here && there && at(event) >= from && at(event) <= (record.end ? at(record.end) : Number.MAX_VALUE)
    );
  });
  return {
    id: incident,
    service,
    environment,
    onset,
    detectedAt: detected.time,
    endedAt: record.end?.time,
    events: inOrder([...new Set([...own, ...anomalies, ...(cleared ? [cleared] : [])])]),
    detected,
    anomaly,
    anomalies,
    attribution,
    actions: record.actions,
    compute: meanwhile.filter(isCompute),
    takenBack: meanwhile.filter((event) => isTakenBack(event, service, change?.flag?.key)),
    change,
    windows: inOrderOnce(
      windows.filter((window) => window.service === service && window.environment === environment),
    ),
  };
}

/** Those that the incident names or that say that they belong to it, and the one that opened it. */
function anomaliesIn(
  detected: EventOf<'incident.detected'>,
  first: EventOf<'anomaly.detected'> | undefined,
  own: readonly EventOf[],
  known: readonly EventOf[],
): EventOf<'anomaly.detected'>[] {
  const named = new Set(
    own.flatMap((event) => (isEvent(event, 'attribution.ranked') ? [nameOf(event.data.anomaly, event)] : [])),
  );
  const from = first ? at(first) : at(detected);
  const ended = own.findLast((event) => isEvent(event, 'incident.resolved'));
  return known.filter((event): event is EventOf<'anomaly.detected'> => {
    if (!isEvent(event, 'anomaly.detected')) return false;
    if (event === first || own.includes(event)) return true;
    const inTime = at(event) >= from && (ended === undefined || at(event) <= at(ended));
    return inTime && named.has(nameOf(event.subject, event));
  });
}

/** Ids of anomalies are their authors', and may be the same elsewhere. */
function nameOf(anomaly: string, event: EventOf): string {
  return JSON.stringify([serviceOf(event), environmentOf(event), anomaly]);
}

/** A rollback of the service, or a flag of it that was turned off; a flag that names no service may be anybody's. */
function isTakenBack(
  event: EventOf,
  service: string,
  blamed: string | undefined,
): event is EventOf<'service.rolledback' | 'featureflag.flipped'> {
  if (isEvent(event, 'service.rolledback')) return event.subject === service;
  if (!isEvent(event, 'featureflag.flipped') || event.data.state !== 'DISABLED') return false;
  return serviceOf(event) === service || event.subject === blamed;
}

function isCompute(event: EventOf): event is ComputeEvent {
  return event.name.startsWith('compute.');
}

/** The same event may have been sent again. */
function once(events: readonly EventOf[]): EventOf[] {
  return [...new Map(events.map((event) => [JSON.stringify([event.source, event.id]), event])).values()];
}

function inOrder<E extends Event>(events: readonly E[]): E[] {
  return [...events].sort(
    (a, b) => at(a) - at(b) || (a.id === b.id ? (a.source < b.source ? -1 : 1) : a.id < b.id ? -1 : 1),
  );
}

function at(event: Event): number {
  return Date.parse(event.time);
}
