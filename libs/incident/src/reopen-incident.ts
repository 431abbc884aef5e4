import type { Decision } from '@hormesis/decider';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';
import { unknownIncident } from './refusals.js';

export type ReopenIncident = { reason?: string | undefined };

/** A resolved incident came back. One that is not over needs no reopening. */
export function reopenIncident(incident: Incident, { reason }: ReopenIncident): Decision<IncidentStatement> {
  if (incident.phase === 'unknown') return unknownIncident(incident);
  if (incident.phase !== 'resolved') return [];
  return [
    {
      name: 'incident.reopened',
      subject: incident.id,
      data: { ...placeOf(incident), ...(reason === undefined ? {} : { reason }) },
    },
  ];
}
