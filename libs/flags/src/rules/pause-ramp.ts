import type { Decision } from '@hormesis/decider';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { isMoving, isUnderWay } from '../ramp/schedule.js';
import { concerns, type Reasons } from './concerns.js';
import { noRamp } from './no-ramp.js';
import { unknownFlag } from './unknown-flag.js';

export type PauseRamp = Reasons & { by: 'person' | 'guardian' };

/**
 * Keeps a ramp at its step until somebody resumes it; who has the variant keeps it. A ramp that waits for data no longer
 * goes on by itself then. To pause it twice changes nothing; the first one's reason stands.
 */
export function pauseRamp(flag: Flag, { by, ...reasons }: PauseRamp): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  if (!isUnderWay(flag.schedule)) return noRamp(flag);
  if (!isMoving(flag.schedule)) return [];
  const data = { ...concerns(flag, reasons), cause: by };
  return [{ name: 'featureflag.ramppaused', subject: flag.key, data }];
}
