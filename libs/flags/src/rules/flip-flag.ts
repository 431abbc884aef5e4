import { exposureOfFlag } from '@hormesis/change';
import type { Decision } from '@hormesis/decider';
import { type Flag, type FlagSwitch, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { concerns, type Reasons } from './concerns.js';
import { unknownFlag } from './unknown-flag.js';

export type FlipFlag = Reasons & { state: FlagSwitch };

/** Turns a flag on, or off: then every user gets the code default. To set the state it has changes nothing. */
export function flipFlag(flag: Flag, command: FlipFlag): Decision<FlagStatement> {
  if (!isDefined(flag)) return unknownFlag(flag);
  const previousState = flag.definition.state;
  if (previousState === command.state) return [];
  const steps = {
    exposure: exposureOfFlag({ ...flag.definition, state: command.state }),
    previousExposure: exposureOfFlag(flag.definition),
  };
  const data = { ...concerns(flag, command), state: command.state, previousState, ...steps };
  return [{ name: 'featureflag.flipped', subject: flag.key, data }];
}
