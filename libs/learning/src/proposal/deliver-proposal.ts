import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import { notAccepted, notFound, ofProposal, wasRejected, wasRetired } from './of-proposal.js';
import type { Delivery, Proposal } from './proposal.js';

/** Records where the accepted artefact was put. The same place and files twice change nothing. */
export function deliverProposal(
  proposal: Proposal,
  { by, at, digest }: Delivery,
): Decision<StatementOf<'proposal.delivered'>> {
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
    default: {
      const delivery = { by, at, digest };
      const stands = isDeepStrictEqual(proposal.delivered[by], delivery) && !(by in proposal.undelivered);
      if (stands) return [];
      const data = { ...ofProposal(proposal.proposed), ...delivery };
      return [{ name: 'proposal.delivered', subject: proposal.id, data }];
    }
  }
}
