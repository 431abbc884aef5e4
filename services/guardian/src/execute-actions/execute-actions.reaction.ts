import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import { GUARDIAN_SOURCE } from '../streams/guardian-source.js';
import type { ActionExecution } from './action-execution.js';

/** The safety net: carries out what no process has finished. */
export function executeActionsReaction(execution: ActionExecution): Reaction {
  return reaction({
    name: 'guardian.execute-actions',
    from: [topics.incidents],
    on: async (event) => {
      if (isEvent(event, 'action.requested', 'action.undoing') && event.source === GUARDIAN_SOURCE)
        await execution.run(event);
    },
  });
}
