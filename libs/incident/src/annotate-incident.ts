import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import { unknownIncident } from './refusals.js';

export type AnnotateIncident = { note: string };

/** Somebody adds a note, at any time, also when it is over. */
export function annotateIncident(
  incident: Incident,
  { note }: AnnotateIncident,
): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  return [{ name: 'incident.annotated', subject: incident.id, data: { ...placeOf(incident), note } }];
}
