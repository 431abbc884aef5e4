import type { Decider } from '@hormesis/decider';
import type { DataOf, EventName, Instant, StatementOf } from '@hormesis/events';
import type { ArtefactFile } from '../outcome.js';
import { evolveProposal } from './evolve-proposal.js';

export type ProposalEventName = Extract<EventName, `proposal.${string}`>;
export type ProposalStatement = StatementOf<ProposalEventName>;

/** Where a proposal stands once there is one. */
export type ProposalPhase = 'proposed' | 'backtested' | 'accepted' | 'rejected' | 'applied' | 'retired';

export type Backtested = Pick<DataOf<'proposal.backtested'>, 'report' | 'checks'>;
export type Delivery = Pick<DataOf<'proposal.delivered'>, 'by' | 'at' | 'digest'>;
export type Exercise = Omit<DataOf<'proposal.exercised'>, 'service' | 'environment' | 'incident'>;

/** What one proposer made of one incident, before it made anything. */
export type Unproposed = { id: string; phase: 'none' | 'withheld' };

/** A proposal, and what became of it. */
export type Put = {
  id: string;
  phase: ProposalPhase;
  proposed: DataOf<'proposal.proposed'>;
  /** The artefact as it stands: with people’s edits. */
  files: readonly ArtefactFile[];
  /** The newest one of the files as they stand; absent: none yet, or edited since. */
  backtest?: Backtested;
  assigned?: Pick<DataOf<'proposal.assigned'>, 'owner' | 'due'>;
  /** Why it was rejected, or retired. */
  reason?: string;
  /** By channel, as it was delivered last. */
  delivered: Readonly<Record<string, Delivery>>;
  /** By channel, why it could not be delivered since. */
  undelivered: Readonly<Record<string, string>>;
  applied?: Pick<DataOf<'proposal.applied'>, 'seen' | 'evidence'> & { at: Instant };
  retiredAt?: Instant;
  /** By incident or drill; what was withdrawn is among them. */
  exercises: Readonly<Record<string, Exercise>>;
  /** The incidents whose miss reopened the learning. */
  reopened: readonly string[];
  /** Whether its retirement is proposed, and nobody has decided on that yet. */
  retirementProposed: boolean;
};

/** What became of what one proposer made of one incident. */
export type Proposal = Unproposed | Put;

export const proposalDecider: Decider<Proposal, ProposalStatement> = {
  category: 'proposal',
  initial: (id) => ({ id, phase: 'none' }),
  evolve: evolveProposal,
};

export function isPut(proposal: Proposal): proposal is Put {
  return 'proposed' in proposal;
}
