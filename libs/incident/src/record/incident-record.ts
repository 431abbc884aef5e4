import { type EventOf, isEvent, serviceOf } from '@hormesis/events';
import { decisiveRanking } from './decisive-ranking.js';
import { anomaliesOf } from './incident-anomalies.js';
import { at } from './place.js';

type Candidate = EventOf<'attribution.ranked'>['data']['candidates'][number];
type ActionName = Extract<EventOf['name'], `action.${string}`>;

/** What the log tells of one incident: all that learning and the reports go by. */
export type IncidentRecord = {
  id: string;
  /** `unknown` if no event names it. */
  service: string;
  environment: string;
  detected: EventOf<'incident.detected'>;
  /** The anomaly that it was opened for. */
  anomaly: EventOf<'anomaly.detected'> | undefined;
  /** The ranking that counts, and its most likely candidate. */
  attribution: { event: EventOf<'attribution.ranked'>; top: Candidate } | undefined;
  actions: readonly EventOf<ActionName>[];
  mitigated: EventOf<'incident.mitigated'> | undefined;
  /** What resolved it; absent while it is open, or open again. */
  resolved: EventOf<'incident.resolved'> | undefined;
  /** The last clearing of its anomalies, whether all are clear or not. */
  cleared: EventOf<'anomaly.cleared'> | undefined;
  /** When it ended: its last clearing, or the resolution if not all is clear. Absent unless it is resolved. */
  end: EventOf<'anomaly.cleared' | 'incident.resolved'> | undefined;
  /** The incident’s own events, by time. */
  own: readonly EventOf[];
};

/** Gathers the record of the incident that an event opened. `events`: all that are known, by time. */
export function incidentRecord(
  detected: EventOf<'incident.detected'>,
  events: readonly EventOf[],
): IncidentRecord {
  const id = detected.subject;
  const own = events.filter((event) => belongsTo(event, id));
  const anomalies = anomaliesOf(detected, own, events);
  const actions = own.filter(isAction);
  const ranking = decisiveRanking(
    own.filter((event) => isEvent(event, 'attribution.ranked')),
    actions,
  );
  const top = ranking?.data.candidates[0];
  const reopened = own.findLast((event) => isEvent(event, 'incident.reopened'));
  const sinceOpened = reopened ? own.slice(own.indexOf(reopened)) : own;
  const resolved = sinceOpened.findLast((event) => isEvent(event, 'incident.resolved'));
  const cleared = anomalies.clearings.at(-1);
  const isClear = cleared && anomalies.allClear && at(cleared) >= at(reopened ?? cleared);
  return {
    id,
    service: serviceOf(detected) ?? (anomalies.first && serviceOf(anomalies.first)) ?? 'unknown',
    environment: detected.data.environment.id,
    detected,
    anomaly: anomalies.first,
    attribution: ranking && top && { event: ranking, top },
    actions,
    mitigated: sinceOpened.findLast((event) => isEvent(event, 'incident.mitigated')),
    resolved,
    cleared,
    end: resolved && (isClear ? cleared : resolved),
    own,
  };
}

function belongsTo(event: EventOf, incident: string): boolean {
  return (
    event.correlationId === incident || (event.name.startsWith('incident.') && event.subject === incident)
  );
}

function isAction(event: EventOf): event is EventOf<ActionName> {
  return event.name.startsWith('action.');
}
