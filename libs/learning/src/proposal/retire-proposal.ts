import { type Decision, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { notAccepted, notFound, ofProposal, wasRejected } from './of-proposal.js';
import type { Proposal } from './proposal.js';

export type RetireProposal = { reason: string };

/** Takes an accepted proposal, or a guard, out of force. The same reason twice changes nothing; the first one stands. */
export function retireProposal(
  proposal: Proposal,
  { reason }: RetireProposal,
): Decision<StatementOf<'proposal.retired'>> {
  if (reason.trim() === '') return refuse('reason-missing', 'Say why it is retired: the reason is kept.');
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'rejected':
      return wasRejected(proposal);
    case 'proposed':
    case 'backtested':
      return notAccepted(proposal);
    case 'retired':
      return proposal.reason === reason
        ? []
        : refuse(
            'proposal-retired',
            `Proposal ${proposal.id} was retired already: “${proposal.reason}”. The first reason stands.`,
          );
    default: {
      const data = { ...ofProposal(proposal.proposed), reason };
      return [{ name: 'proposal.retired', subject: proposal.id, data }];
    }
  }
}
