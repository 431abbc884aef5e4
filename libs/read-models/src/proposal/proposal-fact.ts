import type { Actor } from '@hormesis/api';
import { type Event, type EventOf, isEvent } from '@hormesis/events';
import type { ProposalEventName } from '@hormesis/learning/proposal';
import type { Position } from '@hormesis/log';
import { compareStamps, type Stamp, stampOf } from '@hormesis/projection';

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

export type ProposalFactName = (typeof proposalFactNames)[number];

/** An event of a proposal, as far as its row needs it. */
export type ProposalFact = Stamp &
  {
    [Name in ProposalFactName]: { name: Name; data: EventOf<Name>['data']; actor: Actor | null };
  }[ProposalFactName];

export function isProposalFact(event: Event): event is EventOf<ProposalFactName> {
  return isEvent(event, ...proposalFactNames);
}

/** The facts with one more, in order of time. */
export function withProposalFact(
  facts: readonly ProposalFact[],
  event: EventOf<ProposalFactName>,
  position: Position,
): ProposalFact[] {
  const { name, data, actor = null } = event;
  const fact = { name, data, actor, ...stampOf(event, position) } as ProposalFact;
  return [...facts, fact].sort(compareStamps);
}
