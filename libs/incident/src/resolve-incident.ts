import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
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
};

/** The incident is over when every anomaly in it has cleared. */
export function resolveWhenCleared(
  incident: Incident,
  { cleared }: ResolveWhenCleared,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown' || incident.phase === 'resolved') return [];
  if (!incident.anomalies.every((anomaly) => cleared.includes(anomaly))) return [];
  const count = incident.anomalies.length;
  return [resolved(incident, count === 1 ? 'The anomaly cleared.' : `All ${count} anomalies cleared.`)];
}

function resolved(incident: Incident, resolution?: string): IncidentStatement {
  return {
    name: 'incident.resolved',
    subject: incident.id,
    data: { ...placeOf(incident), ...(resolution === undefined ? {} : { resolution }) },
  };
}
