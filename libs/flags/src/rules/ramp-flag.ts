import { exposureOfRamp } from '@hormesis/change';
import { type Decision, refuse } from '@hormesis/decider';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { rampTargeting } from '../ramp/ramp-targeting.js';
import { concerns, type Reasons } from './concerns.js';
import { unknownFlag } from './unknown-flag.js';

export type RampFlag = Reasons & {
  variant: string;
  /** Share of users that get the variant, 0 to 100. */
  percentage: number;
};

/** Begins an exposure step. Users who have the variant keep it while the share grows. */
export function rampFlag(flag: Flag, command: RampFlag): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  const { variant, percentage } = command;
  if (flag.ramp?.variant === variant && flag.ramp.percentage === percentage) return [];
  const ramped = rampTargeting(flag.definition, variant, percentage);
  if ('refused' in ramped) return refuse(ramped.refused, `Flag ${flag.key}: ${ramped.because}`);
  const previous = flag.ramp?.variant === variant ? { previousPercentage: flag.ramp.percentage } : {};
  const exposure = exposureOfRamp({ ...flag.definition, ...ramped }, variant);
  const previousExposure = exposureOfRamp(flag.definition, variant);
  const steps = {
    ...(exposure === undefined ? {} : { exposure }),
    ...(previousExposure === undefined ? {} : { previousExposure }),
  };
  const data = { ...concerns(flag, command), variant, percentage, ...previous, ...steps };
  return [{ name: 'featureflag.ramped', subject: flag.key, data }];
}
