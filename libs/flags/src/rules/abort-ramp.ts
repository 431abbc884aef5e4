import type { Decision } from '@hormesis/decider';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { isUnderWay } from '../ramp/schedule.js';
import { concerns, type Reasons } from './concerns.js';
import { noRamp } from './no-ramp.js';
import { stepTo } from './step-to.js';
import { unknownFlag } from './unknown-flag.js';

export type AbortRamp = Reasons & {
  by: 'person' | 'guardian';
  /** Leave the share as it is. Default: it returns to what it was before the ramp. */
  keep?: boolean | undefined;
};

/** Gives a ramp up. Who got the variant by it loses it again, unless the share is kept. Twice changes nothing. */
export function abortRamp(flag: Flag, { by, keep = false, ...reasons }: AbortRamp): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  const { schedule } = flag;
  if (schedule?.phase === 'aborted') return [];
  if (!isUnderWay(schedule)) return noRamp(flag);
  const data = { ...concerns(flag, reasons), cause: by };
  const aborted = { name: 'featureflag.rampaborted', subject: flag.key, data } as const;
  if (keep || flag.ramp?.percentage === schedule.from) return [aborted];
  const { variant, from } = schedule;
  const back = stepTo(flag, { ...reasons, variant, percentage: from, offset: 1 });
  return 'refused' in back ? back : [aborted, ...back];
}
