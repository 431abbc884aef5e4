import type { Decision } from '@hormesis/decider';
import type { DataOf } from '@hormesis/events';
import { type AttributeAnomaly, attributeAnomaly } from './attribute-anomaly.js';
import type { Incident, IncidentStatement } from './incident.js';
import { unknownIncident } from './refusals.js';

export type AttributeAgain = AttributeAnomaly & {
  /** Event id of the ranking that this one takes the place of. */
  supersedes: string;
  difference: NonNullable<DataOf<'attribution.ranked'>['difference']>;
};

/** Writes down a ranking made again by another method, on what was known then. It changes nothing that was done. */
export function attributeAgain(incident: Incident, command: AttributeAgain): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  return attributeAnomaly(incident, command);
}
