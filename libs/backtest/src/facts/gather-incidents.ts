import { type Event, type EventOf, isEvent, isKnown } from '@hormesis/events';
import { confirmedBy, type IncidentRecord, incidentRecord } from '@hormesis/incident';
import type { PastIncident, RecordedRequest } from './past-incident.js';

type CaseEvent = EventOf<'case.assembled' | 'case.corrected'>;

/** The incidents that events tell of, the oldest first. What people corrected in their cases counts. */
export function gatherIncidents(events: readonly Event[]): PastIncident[] {
  const known = events.filter(isKnown).sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
  const byIncident = Map.groupBy(known.filter(isAboutIncident), incidentOf);
  const anomalies = known.filter((event) => isEvent(event, 'anomaly.detected', 'anomaly.cleared'));
  const bySubject = Map.groupBy(anomalies, ({ subject }) => subject);
  const byId = new Map(anomalies.map((anomaly) => [anomaly.id, anomaly]));
  const cases = Map.groupBy(
    known.filter((event): event is CaseEvent => isEvent(event, 'case.assembled', 'case.corrected')),
    ({ subject }) => subject,
  );
  return known
    .filter((event) => isEvent(event, 'incident.detected'))
    .map((detected) => {
      const own = byIncident.get(detected.subject) ?? [];
      const named = [detected.data.anomaly ?? '', ...own.map(namedAnomaly)].flatMap(
        (id) => bySubject.get(id) ?? [],
      );
      const cause = byId.get(detected.causationId ?? '');
      const all = [...new Set([...own, ...named, ...(cause ? [cause] : [])])].sort((a, b) => at(a) - at(b));
      return pastIncident(incidentRecord(detected, all), all, cases.get(detected.subject) ?? []);
    });
}

function pastIncident(
  record: IncidentRecord,
  events: readonly EventOf[],
  cases: readonly CaseEvent[],
): PastIncident {
  const assembled = cases.findLast((event) => isEvent(event, 'case.assembled'))?.data;
  const corrected = cases.findLast((event) => isEvent(event, 'case.corrected'))?.data;
  const said = corrected ?? assembled;
  const { anomaly, attribution, detected, end, id } = record;
  const blamed = attribution?.top.change ?? null;
  return {
    id,
    service: record.service,
    environment: record.environment,
    confirmed: (assembled ? assembled.confirmedBy : confirmedBy(toConfirm(record, events))) !== null,
    fingerprint: said?.fingerprint ?? null,
    metric: anomaly?.data.metric ?? said?.class.metric ?? null,
    onset: Date.parse(assembled?.onset ?? anomaly?.data.onset ?? detected.data.onset ?? detected.time),
    detectedAt: Date.parse(assembled?.detectedAt ?? detected.time),
    stoppedAt: stoppedAt(record),
    endedAt: end ? at(end) : assembled?.endedAt ? Date.parse(assembled.endedAt) : null,
    change: blamed && { id: blamed.eventId, at: Date.parse(blamed.at) },
    exposedUserSeconds: assembled?.exposedUserSeconds ?? null,
    requests: requestsOf(events),
  };
}

/** Where no case says it: by what was noticed at the incident’s place. Ids of anomalies are their authors’. */
function toConfirm({ environment, own, service }: IncidentRecord, events: readonly EventOf[]) {
  const anomalies = events
    .filter((event) => isEvent(event, 'anomaly.detected'))
    .filter(({ data }) => data.service.id === service && data.environment.id === environment);
  return { own, anomalies };
}

/** The first completed action that took something from users. */
function stoppedAt({ actions }: IncidentRecord): number | null {
  const done = actions.find(
    (action) => isEvent(action, 'action.completed') && action.data.target.kind !== 'pause',
  );
  return done ? at(done) : null;
}

function requestsOf(events: readonly EventOf[]): RecordedRequest[] {
  const found = events.flatMap((event) => {
    if (!isEvent(event, 'anomaly.detected') || !event.data.failingRequest) return [];
    const { method, path } = event.data.failingRequest;
    return [{ method, path }];
  });
  return [...new Map(found.map((request) => [`${request.method} ${request.path}`, request])).values()];
}

function isAboutIncident(event: EventOf): boolean {
  return event.correlationId !== undefined || event.name.startsWith('incident.');
}

function incidentOf(event: EventOf): string {
  return event.name.startsWith('incident.') ? event.subject : (event.correlationId ?? event.subject);
}

function namedAnomaly(event: EventOf): string {
  return isEvent(event, 'attribution.ranked') ? event.data.anomaly : '';
}

function at(event: Event): number {
  return Date.parse(event.time);
}
