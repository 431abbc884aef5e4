import type { Decision } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';

export type OpenIncident = { anomaly: EventOf<'anomaly.detected'> };

/** An anomaly opens an incident. One that is already there is left as it is. */
export function openIncident(incident: Incident, { anomaly }: OpenIncident): Decision<IncidentStatement> {
  if (incident.phase !== 'unknown') return [];
  const { service, environment, metric, onset, severity, summary } = anomaly.data;
  return [
    {
      name: 'incident.detected',
      subject: incident.id,
      data: {
        ...placeOf({ service: service.id, environment: environment.id }),
        description: summary ?? `${metric} of ${service.id} got worse in ${environment.id}`,
        anomaly: anomaly.subject,
        severity,
        onset,
      },
    },
  ];
}
