import { exposureOfRamp } from '@hormesis/change';
import { type Refusal, refuse } from '@hormesis/decider';
import type { DefinedFlag } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { rampTargeting } from '../ramp/ramp-targeting.js';
import { concerns, type Reasons } from './concerns.js';

type Step = Reasons & {
  variant: string;
  percentage: number;
  /** Its number in the schedule; none: it was set by hand. */
  step?: number;
  /** How many statements about the flag come before it in the same decision. */
  offset?: number;
};

/** States an exposure step: how many have the variant from now on, and how many had it. */
export function stepTo(
  flag: DefinedFlag,
  { variant, percentage, step, offset = 0, ...reasons }: Step,
): readonly [FlagStatement] | Refusal {
  const ramped = rampTargeting(flag.definition, variant, percentage);
  if ('refused' in ramped) return refuse(ramped.refused, `Flag ${flag.key}: ${ramped.because}`);
  const exposure = exposureOfRamp({ ...flag.definition, ...ramped }, variant);
  const previousExposure = exposureOfRamp(flag.definition, variant);
  const data = {
    ...concerns({ ...flag, revision: flag.revision + offset }, reasons),
    variant,
    percentage,
    ...(flag.ramp?.variant === variant ? { previousPercentage: flag.ramp.percentage } : {}),
    ...(exposure === undefined ? {} : { exposure }),
    ...(previousExposure === undefined ? {} : { previousExposure }),
    ...(step === undefined ? {} : { step }),
  };
  return [{ name: 'featureflag.ramped', subject: flag.key, data }];
}
