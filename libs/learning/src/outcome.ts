import type { DataOf, Proposer } from '@hormesis/events';
import type { IncidentCase } from './case/incident-case.js';

export type ProposalKind = DataOf<'proposal.proposed'>['kind'];
export type ArtefactFile = DataOf<'proposal.proposed'>['files'][number];

/** What an incident taught. */
export type Proposed = { outcome: 'proposed'; data: DataOf<'proposal.proposed'> };
/** What its data does not allow to propose, and what is missing. */
export type Withheld = { outcome: 'withheld'; data: DataOf<'proposal.withheld'> };

/** `service`, `environment` and `incident` as each event of a proposal names them. */
export function about(incident: IncidentCase) {
  return {
    service: { id: incident.service },
    environment: { id: incident.environment },
    incident: incident.id,
  };
}

export function withheld(
  kind: ProposalKind,
  proposer: Proposer,
  incident: IncidentCase,
  reason: string,
  evidence: readonly string[] = [incident.detected.id],
): Withheld {
  return {
    outcome: 'withheld',
    data: { ...about(incident), kind, proposer, reason, evidence: [...evidence] },
  };
}

export function proposed(
  incident: IncidentCase,
  proposal: Omit<DataOf<'proposal.proposed'>, 'service' | 'environment' | 'incident'>,
): Proposed {
  return { outcome: 'proposed', data: { ...about(incident), ...proposal } };
}
