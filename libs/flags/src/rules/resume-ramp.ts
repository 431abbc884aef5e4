import { type Decision, refuse } from '@hormesis/decider';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { isUnderWay } from '../ramp/schedule.js';
import { concerns, type Reasons } from './concerns.js';
import { noRamp } from './no-ramp.js';
import { unknownFlag } from './unknown-flag.js';

export type ResumeRamp = Reasons & { by: 'person' | 'guardian' };

/** Lets a paused ramp go on. Its step is watched anew, from its beginning; what was measured before no longer counts. */
export function resumeRamp(flag: Flag, { by, ...reasons }: ResumeRamp): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  if (!isUnderWay(flag.schedule)) return noRamp(flag);
  if (flag.definition.state === 'DISABLED') {
    return refuse('flag-off', `Flag ${flag.key} is off. Turn it on first, then resume its ramp.`);
  }
  if (flag.schedule.phase === 'running') return [];
  const data = { ...concerns(flag, reasons), cause: by };
  return [{ name: 'featureflag.rampresumed', subject: flag.key, data }];
}
