import { type Candidate, RANKING_METHOD, stated } from '@hormesis/change';
import type { Decision } from '@hormesis/decider';
import type { DataOf, EventOf } from '@hormesis/events';
import type { Incident, IncidentStatement } from './incident.js';

export type AttributeAnomaly = {
  anomaly: Pick<EventOf<'anomaly.detected'>, 'subject' | 'data'>;
  /** Most likely first. */
  candidates: readonly Candidate[];
  /** What ranked them; time and closeness alone if left out. */
  method?: string;
  /** Event ids of the changes that may have caused it together. */
  causes?: readonly string[];
  /** Of a ranking made again: which one it takes the place of, and what is different. */
  supersedes?: string;
  difference?: DataOf<'attribution.ranked'>['difference'];
};

/** Writes down which changes, and `none`, may be behind an anomaly of this incident. */
export function attributeAnomaly(
  incident: Pick<Incident, 'id'>,
  { anomaly, candidates, method = RANKING_METHOD, causes = [], supersedes, difference }: AttributeAnomaly,
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
        method,
        candidates: candidates.map(stated),
        ...(causes.length > 0 ? { causes: [...causes] } : {}),
        ...(supersedes === undefined ? {} : { supersedes }),
        ...(difference === undefined ? {} : { difference }),
      },
    },
  ];
}
