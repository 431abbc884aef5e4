import { type Decision, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { notFound, ofProposal, wasRetired } from './of-proposal.js';
import type { Proposal } from './proposal.js';

export type RejectProposal = { reason: string };

/** A person rejects it and says why. The same reason twice changes nothing; the first reason stands. */
export function rejectProposal(
  proposal: Proposal,
  { reason }: RejectProposal,
): Decision<StatementOf<'proposal.rejected'>> {
  if (reason.trim() === '') return refuse('reason-missing', 'Say why it is rejected: the reason is kept.');
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'accepted':
    case 'applied':
      return refuse(
        'proposal-accepted',
        `Proposal ${proposal.id} was accepted, and a proposal is decided once. If it turned out wrong, retire it and say why.`,
      );
    case 'retired':
      return wasRetired(proposal);
    case 'rejected':
      return proposal.reason === reason
        ? []
        : refuse(
            'proposal-rejected',
            `Proposal ${proposal.id} was rejected already: “${proposal.reason}”. The first reason stands.`,
          );
    case 'proposed':
    case 'backtested':
      return [
        {
          name: 'proposal.rejected',
          subject: proposal.id,
          data: { ...ofProposal(proposal.proposed), reason },
        },
      ];
  }
}
