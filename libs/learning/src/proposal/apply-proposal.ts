import type { Decision } from '@hormesis/decider';
import type { DataOf, StatementOf } from '@hormesis/events';
import { notAccepted, notFound, ofProposal, wasRejected, wasRetired } from './of-proposal.js';
import type { Proposal } from './proposal.js';

export type ApplyProposal = Pick<DataOf<'proposal.applied'>, 'seen' | 'evidence'>;

/** It was seen to be in force: from now on it is a guard. What is seen after that changes nothing. */
export function applyProposal(
  proposal: Proposal,
  { seen, evidence }: ApplyProposal,
): Decision<StatementOf<'proposal.applied'>> {
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'rejected':
      return wasRejected(proposal);
    case 'retired':
      return wasRetired(proposal);
    case 'proposed':
    case 'backtested':
      return notAccepted(proposal);
    case 'applied':
      return [];
    case 'accepted': {
      const data = { ...ofProposal(proposal.proposed), seen, evidence };
      return [{ name: 'proposal.applied', subject: proposal.id, data }];
    }
  }
}
