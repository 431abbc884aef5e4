import { type Decision, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { notFound, ofProposal } from './of-proposal.js';
import type { Proposal } from './proposal.js';

export type AcceptProposal = { note?: string | undefined };

/** A person accepts it. Accepting twice changes nothing; what was rejected stays rejected. */
export function acceptProposal(
  proposal: Proposal,
  { note }: AcceptProposal,
): Decision<StatementOf<'proposal.accepted'>> {
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'accepted':
      return [];
    case 'rejected':
      return refuse(
        'proposal-rejected',
        `Proposal ${proposal.id} was rejected: “${proposal.reason}”. A proposal is decided once; the next incident of its class proposes again.`,
      );
    case 'proposed':
      return [
        {
          name: 'proposal.accepted',
          subject: proposal.id,
          data: { ...ofProposal(proposal.proposed), ...(note === undefined ? {} : { note }) },
        },
      ];
  }
}
