import type { Decision } from '@hormesis/decider';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { isUnderWay } from '../ramp/schedule.js';
import type { Reasons } from './concerns.js';
import { stepTo } from './step-to.js';
import { unknownFlag } from './unknown-flag.js';

export type RampFlag = Reasons & {
  variant: string;
  /** Share of users that get the variant, 0 to 100. */
  percentage: number;
};

/**
 * Begins an exposure step. Users who have the variant keep it while the share grows. A schedule that is under way ends
 * with it: who sets a step by hand has taken over.
 */
export function rampFlag(flag: Flag, command: RampFlag): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  const { variant, percentage } = command;
  const same = flag.ramp?.variant === variant && flag.ramp.percentage === percentage;
  return same && !isUnderWay(flag.schedule) ? [] : stepTo(flag, command);
}
