import type { DataOf, Proposer } from '@hormesis/events';
import type { IncidentCase } from './case/incident-case.js';
import { proposalId } from './proposal/proposal-id.js';

export type ProposalKind = DataOf<'proposal.proposed'>['kind'];
export type ArtefactFile = DataOf<'proposal.proposed'>['files'][number];

/** What an incident taught. `id` names the proposal: the same for the same incident and proposer. */
export type Proposed = { outcome: 'proposed'; id: string; data: DataOf<'proposal.proposed'> };
/** What its data does not allow to propose, and what is missing. */
export type Withheld = { outcome: 'withheld'; id: string; data: DataOf<'proposal.withheld'> };

/** A proposal as its proposer words it, before it is compared with others and with the guards in force. */
export type Draft = Pick<
  DataOf<'proposal.proposed'>,
  | 'class'
  | 'title'
  | 'rationale'
  | 'instance'
  | 'generalised'
  | 'files'
  | 'evidence'
  | 'verification'
  | 'variantsTried'
  | 'fittedUntil'
> & {
  /** How good it is among those of its kind; the highest is proposed first. */
  rank: number;
};

/** Why a proposer proposes nothing. `evidence`: ids of the events that say so; none: the incident’s own beginning. */
export type Abstention = { because: string; evidence?: readonly string[] };

/** What each proposer makes. */
export const kindOfProposer: Readonly<Record<Proposer, ProposalKind>> = {
  threshold: 'alert',
  seasonal: 'alert',
  'burn-rate': 'alert',
  silence: 'alert',
  'cohort-ratio': 'alert',
  gate: 'flag-default',
  'off-on-failure': 'flag-default',
  'ramp-steps': 'flag-default',
  'bake-time': 'flag-default',
  'guard-metric': 'flag-default',
  replay: 'test',
  configuration: 'test',
  contract: 'test',
};

export function withheld(
  proposer: Proposer,
  incident: IncidentCase,
  { because, evidence }: Abstention,
): Withheld {
  return {
    outcome: 'withheld',
    id: proposalId(incident.id, proposer),
    data: {
      ...about(incident),
      kind: kindOfProposer[proposer],
      proposer,
      reason: because,
      evidence: [...(evidence ?? [incident.detected.id])],
    },
  };
}

export function proposed(
  proposer: Proposer,
  incident: IncidentCase,
  { rank: _, ...draft }: Draft,
  rest: Pick<DataOf<'proposal.proposed'>, 'fingerprint' | 'overlaps' | 'alternativeTo'>,
): Proposed {
  return {
    outcome: 'proposed',
    id: proposalId(incident.id, proposer),
    data: { ...about(incident), kind: kindOfProposer[proposer], proposer, ...draft, ...rest },
  };
}

/** `service`, `environment` and `incident` as each event of a proposal names them. */
function about(incident: IncidentCase) {
  return {
    service: { id: incident.service },
    environment: { id: incident.environment },
    incident: incident.id,
  };
}
