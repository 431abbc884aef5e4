import type { Actor } from '@hormesis/api';
import { type Event, type EventOf, isEvent } from '@hormesis/events';
import { proposalFactNames } from '@hormesis/learning/proposal';
import type { Position } from '@hormesis/log';
import { compareStamps, type Stamp, stampOf } from '@hormesis/projection';

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
