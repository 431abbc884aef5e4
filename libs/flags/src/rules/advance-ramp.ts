import type { Decision } from '@hormesis/decider';
import { type DefinedFlag, type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { faultOf, type GuardReading, missingOf } from '../ramp/guard-reading.js';
import { bakedAt, isMoving, type RampSchedule } from '../ramp/schedule.js';
import { concerns } from './concerns.js';
import { stepTo } from './step-to.js';
import { stopRamp } from './stop-ramp.js';

export type AdvanceRamp = {
  now: Date;
  /** What each guard of the schedule says, in their order. */
  readings: readonly GuardReading[];
};

/**
 * What time does to a ramp: the next step once this one was watched for long enough and all guards were measured and
 * well, a stop where one is bad, and a hold, said aloud, where one has no data. To ask again changes nothing.
 */
export function advanceRamp(flag: Flag, { now, readings }: AdvanceRamp): Decision<FlagStatement> {
  const { schedule } = flag;
  if (!isDefined(flag) || flag.definition.state === 'DISABLED' || !isMoving(schedule)) return [];
  const { guards, phase } = schedule;
  for (const [at, guard] of guards.entries()) {
    const fault = faultOf(guard, readings[at]);
    if (fault) return stopRamp(flag, schedule, { cause: 'guard', metric: guard.metric, reason: `${fault}.` });
  }
  if (phase === 'running' && now.getTime() < bakedAt(schedule)) return [];
  for (const [at, guard] of guards.entries()) {
    const missing = missingOf(guard, readings[at], now);
    if (missing) return phase === 'paused' ? [] : hold(flag, guard.metric, missing);
  }
  return phase === 'paused' ? goOn(flag) : next(flag, schedule);
}

function hold(flag: DefinedFlag, metric: string, missing: string): readonly FlagStatement[] {
  const reason = `No data, so the ramp holds: ${missing}.`;
  const data = { ...concerns(flag, { reason }), cause: 'no-data' as const, metric };
  return [{ name: 'featureflag.ramppaused', subject: flag.key, data }];
}

function goOn(flag: DefinedFlag): readonly FlagStatement[] {
  const data = { ...concerns(flag, { reason: 'Every guard is measured again.' }), cause: 'data' as const };
  return [{ name: 'featureflag.rampresumed', subject: flag.key, data }];
}

function next(flag: DefinedFlag, { variant, steps, step }: RampSchedule): Decision<FlagStatement> {
  const following = steps[step];
  if (following) {
    const { percentage } = following;
    return stepTo(flag, {
      variant,
      percentage,
      step: step + 1,
      reason: `Step ${step} was watched and is well.`,
    });
  }
  const percentage = steps.at(-1)?.percentage ?? 0;
  const data = { ...concerns(flag, {}), variant, percentage };
  return [{ name: 'featureflag.rampcompleted', subject: flag.key, data }];
}
