import type { Decision } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import { type Incident, type IncidentStatement, placeOf } from './incident.js';

export type OpenIncident = {
  anomaly: EventOf<'anomaly.detected'>;
  /** The drill that was under way when it began. */
  drill?: string | undefined;
};

/** An anomaly opens an incident. One that is already there is left as it is. */
export function openIncident(
  incident: Incident,
  { anomaly, drill }: OpenIncident,
): Decision<IncidentStatement> {
  if (incident.phase !== 'unknown') return [];
  const { service, environment, metric, onset, severity, summary } = anomaly.data;
  const said = summary ?? `${metric} of ${service.id} got worse in ${environment.id}`;
  return [
    {
      name: 'incident.detected',
      subject: incident.id,
      data: {
        ...placeOf({ service: service.id, environment: environment.id }),
        description: drill === undefined || said.includes(drill) ? said : `Drill ${drill}: ${said}`,
        anomaly: anomaly.subject,
        severity,
        onset,
      },
    },
  ];
}
