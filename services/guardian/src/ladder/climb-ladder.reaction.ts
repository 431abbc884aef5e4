import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import { GUARDIAN_SOURCE } from '../streams/guardian-source.js';
import type { EarnedRungs } from './earned-rungs.js';
import type { Permits } from './permits.js';

/** A verdict may move a rule; what is acted upon, by a person too, is locked until its incident is over. */
export function climbLadderReaction(rungs: EarnedRungs, permits: Permits): Reaction {
  return reaction({
    name: 'guardian.climb-ladder',
    from: [topics.incidents],
    on: async (event, { position }) => {
      if (event.source !== GUARDIAN_SOURCE) return;
      if (isEvent(event, 'action.judged')) await rungs.after(event, position);
      else if (isEvent(event, 'action.requested')) await permits.lock(event);
      else if (isEvent(event, 'incident.resolved')) await permits.release(event.subject);
    },
  });
}
