import type { Decision } from '@hormesis/decider';
import type { Instant, StatementOf } from '@hormesis/events';
import { notFound, ofProposal, wasRejected, wasRetired } from './of-proposal.js';
import type { Proposal } from './proposal.js';

export type AssignProposal = {
  /** A team or a person, as the organisation calls them. */
  owner: string;
  /** Until when; absent: no day is named, and one named before no longer holds. */
  due?: Instant | undefined;
};

/** Gives it to somebody, by a day if one is named. The same twice changes nothing. */
export function assignProposal(
  proposal: Proposal,
  { owner, due }: AssignProposal,
): Decision<StatementOf<'proposal.assigned'>> {
  switch (proposal.phase) {
    case 'none':
    case 'withheld':
      return notFound(proposal);
    case 'rejected':
      return wasRejected(proposal);
    case 'retired':
      return wasRetired(proposal);
    default: {
      const { assigned } = proposal;
      if (assigned?.owner === owner && assigned.due === due) return [];
      const until = due === undefined ? {} : { due };
      const data = { ...ofProposal(proposal.proposed), owner, ...until };
      return [{ name: 'proposal.assigned', subject: proposal.id, data }];
    }
  }
}
