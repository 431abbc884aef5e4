import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import { GUARDIAN_SOURCE } from '../streams/guardian-source.js';
import type { Agreements } from './agreements.js';
import type { FollowUp } from './follow-up.js';

/** From now on: what was done before Git was told of to this system is no drift of ours. */
export function driftReactions(followUp: FollowUp, agreements: Agreements): Reaction[] {
  return [
    reaction({
      name: 'guardian.follow-up-in-git',
      from: [topics.incidents],
      startAt: 'end',
      on: async (event) => {
        if (event.source !== GUARDIAN_SOURCE) return;
        if (isEvent(event, 'action.completed')) await followUp.begin(event);
        if (isEvent(event, 'action.undone')) await followUp.end(event);
      },
    }),
    reaction({
      name: 'guardian.see-agreement',
      from: [topics.changes],
      startAt: 'end',
      on: (event) => agreements.see(event),
    }),
  ];
}
