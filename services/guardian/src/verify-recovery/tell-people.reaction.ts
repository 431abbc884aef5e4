import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import { GUARDIAN_SOURCE } from '../streams/guardian-source.js';
import type { TellPeople } from './tell-people.js';

/** People hear of an action that did not help. */
export function tellPeopleReaction(people: TellPeople): Reaction {
  return reaction({
    name: 'guardian.tell-people',
    from: [topics.incidents],
    startAt: 'end',
    on: async (event) => {
      if (isEvent(event, 'incident.escalated') && event.source === GUARDIAN_SOURCE) await people.hear(event);
    },
  });
}
