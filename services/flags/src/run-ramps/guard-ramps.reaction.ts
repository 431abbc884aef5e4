import { isEvent } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { type Reaction, reaction } from '@hormesis/projection';
import type { RampGuards } from './ramp-guards.js';

/** Anomalies on what a ramp watches stop it, or kill its flag. */
export function guardRampsReaction(guards: RampGuards): Reaction {
  return reaction({
    name: 'flags.guard-ramps',
    from: [topics.incidents],
    startAt: 'end',
    on: async (event) => {
      if (isEvent(event, 'anomaly.detected')) await guards.take(event);
    },
  });
}
