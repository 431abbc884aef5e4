import { type Decision, refuse } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';
import { notFound, ofProposal } from './of-proposal.js';
import { isPut, type Proposal } from './proposal.js';

export type ProposeRetirement = Pick<
  DataOf<'proposal.retirementproposed'>,
  'fired' | 'rightly' | 'weeks' | 'reason'
>;

/** Says that a guard cries more often than it helps. Said once, until a catch speaks for it. */
export function proposeRetirement(
  proposal: Proposal,
  { fired, rightly, weeks, reason }: ProposeRetirement,
): Decision<StatementOf<'proposal.retirementproposed'>> {
  if (!isPut(proposal)) return notFound(proposal);
  if (proposal.phase !== 'applied')
    return refuse('proposal-not-applied', `Proposal ${proposal.id} is not in force.`);
  if (proposal.retirementProposed) return [];
  const data = { ...ofProposal(proposal.proposed), fired, rightly, weeks, reason };
  return [{ name: 'proposal.retirementproposed', subject: proposal.id, data }];
}
