import { createHash } from 'node:crypto';
import type { IncidentCase } from './case/incident-case.js';
import type { ProposalKind } from './outcome.js';

/** Names the class of failure: the same for each recurrence in a service, whatever the version or the hour. */
export function fingerprint(kind: ProposalKind, incident: IncidentCase): string {
  const parts = [
    kind,
    incident.service,
    incident.anomaly?.data.metric ?? 'unknown',
    incident.change?.candidate.kind ?? 'none',
  ];
  return `fp-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)}`;
}
