import type { Decider } from '@hormesis/decider';
import type { Flag } from './flag.js';
import type { FlagStatement } from './flag-statement.js';
import { rampTargeting } from './ramp/ramp-targeting.js';
import { scheduleAfter } from './ramp/schedule-after.js';

/** The stream of one flag, `flag-<key>`: the only place where a flag of ours is changed. */
export const flagDecider: Decider<Flag, FlagStatement> = {
  category: 'flag',

  initial: (key) => ({
    key,
    definition: undefined,
    service: undefined,
    environment: undefined,
    revision: 0,
    ramp: undefined,
    schedule: undefined,
    flippedBy: undefined,
  }),

  evolve(flag, event) {
    const next = {
      ...flag,
      revision: event.data.revision ?? flag.revision + 1,
      schedule: scheduleAfter(flag.schedule, event),
    };
    const { definition } = flag;
    switch (event.name) {
      case 'featureflag.defined':
        return {
          ...next,
          definition: event.data.definition,
          service: event.data.service?.id,
          environment: event.data.environment?.id,
          ramp: undefined,
          flippedBy: undefined,
        };
      case 'featureflag.flipped':
        return {
          ...next,
          definition: definition && { ...definition, state: event.data.state },
          flippedBy: event.data.action,
        };
      case 'featureflag.ramped': {
        const { variant, percentage } = event.data;
        const ramped = definition && rampTargeting(definition, variant, percentage);
        if (!ramped || 'refused' in ramped) return next;
        return { ...next, definition: { ...definition, ...ramped }, ramp: { variant, percentage } };
      }
      case 'featureflag.removed':
        return { ...next, definition: undefined, ramp: undefined, flippedBy: undefined };
      default:
        return next;
    }
  },
};
