import type { Decision } from '@hormesis/decider';
import type { Instant } from '@hormesis/events';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import { recoverIncident } from './recover-incident.js';
import { unknownIncident } from './refusals.js';

export type ResolveIncident = { resolution?: string | undefined };

/** The incident is over, says a person. Over is over: saying it twice changes nothing. */
export function resolveIncident(
  incident: Incident,
  { resolution }: ResolveIncident,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  return incident.phase === 'resolved' ? [] : [resolved(incident, resolution)];
}

export type ResolveWhenCleared = {
  /** Ids of the anomalies known to have cleared. */
  cleared: readonly string[];
  /** When the last of them cleared. */
  at: Instant;
};

/** The incident is over when every anomaly in it has cleared; what was done before that was right. */
export function resolveWhenCleared(
  incident: Incident,
  { cleared, at }: ResolveWhenCleared,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown' || incident.phase === 'resolved') return [];
  if (!incident.anomalies.every((anomaly) => cleared.includes(anomaly))) return [];
  const count = incident.anomalies.length;
  const evidence = [count === 1 ? 'The anomaly cleared.' : `All ${count} anomalies cleared.`];
  return [
    ...recoverIncident(incident, { at, method: 'anomaly-cleared', evidence }),
    resolved(incident, evidence.join(' ')),
  ];
}

function resolved(incident: Incident, resolution?: string): IncidentStatement {
  return {
    name: 'incident.resolved',
    subject: incident.id,
    data: { ...placeOf(incident), ...(resolution === undefined ? {} : { resolution }) },
  };
}
