import type { EventOf } from '@hormesis/events';
import {
  isPut,
  type ProposalEventName,
  type Put,
  proposalDecider,
  proposalFactNames,
} from '@hormesis/learning';
import type { WeekLog } from './week-log.js';

type ProposalEvent = EventOf<ProposalEventName>;

/** What the log tells of one proposal, up to the end of the week. */
export type ProposalStory = {
  /** As it stands at the end of the week. */
  put: Put;
  events: readonly ProposalEvent[];
  /** Its newest event of a name; `undefined`: there is none. */
  last<Name extends ProposalEventName>(name: Name): EventOf<Name> | undefined;
};

/** The proposals of which the log tells how they began, oldest first. */
export function proposalStories(log: WeekLog): ProposalStory[] {
  const bySubject = Map.groupBy(log.of(...proposalFactNames) as ProposalEvent[], ({ subject }) => subject);
  return [...bySubject].flatMap(([id, events]) => {
    const put = events.reduce(proposalDecider.evolve, proposalDecider.initial(id));
    if (!isPut(put)) return [];
    const last = (name: string) => events.findLast((event) => event.name === name);
    return [{ put, events, last: last as ProposalStory['last'] }];
  });
}

export function isWaiting({ put: { phase } }: ProposalStory): boolean {
  return phase === 'proposed' || phase === 'backtested';
}
