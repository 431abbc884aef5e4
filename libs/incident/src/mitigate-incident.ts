import { type Incident, type IncidentStatement, placeOf } from './incident.js';

export type MitigateIncident = { actionId: string };

/** Users no longer get what was bad. One that is mitigated or resolved already stays so. */
export function mitigateIncident(
  incident: Incident,
  { actionId }: MitigateIncident,
): readonly IncidentStatement[] {
  if (incident.phase !== 'open' && incident.phase !== 'acknowledged') return [];
  return [
    { name: 'incident.mitigated', subject: incident.id, data: { ...placeOf(incident), action: actionId } },
  ];
}

/** What an action had mitigated is not so any more. */
export function openAgain(
  incident: Incident,
  actionId: string,
  reason: string,
): readonly IncidentStatement[] {
  if (incident.phase !== 'mitigated' || incident.mitigatedBy !== actionId) return [];
  return [{ name: 'incident.reopened', subject: incident.id, data: { ...placeOf(incident), reason } }];
}
