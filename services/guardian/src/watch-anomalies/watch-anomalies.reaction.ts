import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import type { AnswerToAnomaly } from './answer-to-anomaly.js';
import type { Recovery } from './recovery.js';

export const WATCH_ANOMALIES = 'guardian.watch-anomalies';

/** An anomaly opens or joins an incident; when it clears, the incident may be over. */
export function watchAnomaliesReaction(answer: AnswerToAnomaly, recovery: Recovery): Reaction {
  return reaction({
    name: WATCH_ANOMALIES,
    from: [topics.incidents],
    on: async (event) => {
      if (isEvent(event, 'anomaly.detected')) await answer.to(event);
      else if (isEvent(event, 'anomaly.cleared')) await recovery.after(event);
    },
  });
}
