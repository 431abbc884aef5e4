import type { ProposalEventName } from './proposal.js';

/** What becomes of a proposal. What was withheld is no proposal. */
export const proposalFactNames = [
  'proposal.proposed',
  'proposal.backtested',
  'proposal.edited',
  'proposal.assigned',
  'proposal.accepted',
  'proposal.rejected',
  'proposal.delivered',
  'proposal.undelivered',
  'proposal.applied',
  'proposal.exercised',
  'proposal.reopened',
  'proposal.retirementproposed',
  'proposal.retired',
] as const satisfies readonly ProposalEventName[];
