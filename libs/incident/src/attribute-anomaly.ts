import { type Candidate, RANKING_METHOD, stated } from '@hormesis/change';
import type { Decision } from '@hormesis/decider';
import type { EventOf } from '@hormesis/events';
import type { Incident, IncidentStatement } from './incident.js';

export type AttributeAnomaly = { anomaly: EventOf<'anomaly.detected'>; candidates: readonly Candidate[] };

/** Writes down which changes, and `none`, may be behind an anomaly of this incident. */
export function attributeAnomaly(
  incident: Pick<Incident, 'id'>,
  { anomaly, candidates }: AttributeAnomaly,
): Decision<IncidentStatement> {
  const { service, environment } = anomaly.data;
  return [
    {
      name: 'attribution.ranked',
      subject: incident.id,
      data: {
        service: { id: service.id },
        environment: { id: environment.id },
        anomaly: anomaly.subject,
        method: RANKING_METHOD,
        candidates: candidates.map(stated),
      },
    },
  ];
}
