import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import { alreadyResolved, unknownIncident } from './refusals.js';

/** A person takes the incident. Taking it twice changes nothing; a resolved incident cannot be taken. */
export function acknowledgeIncident(incident: Incident): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  if (incident.acknowledgedBy) return [];
  if (incident.phase === 'resolved') return alreadyResolved(incident);
  return [{ name: 'incident.acknowledged', subject: incident.id, data: placeOf(incident) }];
}
