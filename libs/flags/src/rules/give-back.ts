import { type Decision, refuse } from '@hormesis/decider';
import type { Flag } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import type { Reasons } from './concerns.js';
import { flipFlag } from './flip-flag.js';
import { resumeRamp } from './resume-ramp.js';

export type GiveBack = Reasons & { action: string };

/** Turns a flag on that an action turned off. What somebody else turned off since stays off: they had their reasons. */
export function turnOnAgain(flag: Flag, command: GiveBack): Decision<FlagStatement> {
  const { key, definition, flippedBy } = flag;
  if (definition?.state === 'DISABLED' && flippedBy !== command.action) {
    return refuse(
      'not-ours',
      `Flag ${key} was turned off by something else since. Turn it on by hand if it is to be on.`,
    );
  }
  return flipFlag(flag, { ...command, state: 'ENABLED' });
}

/** Lets a ramp go on that an action paused. What stopped for another reason since stays where it is. */
export function letRampGoOn(flag: Flag, command: GiveBack): Decision<FlagStatement> {
  const { key, schedule } = flag;
  if (schedule?.phase === 'paused' && schedule.pause?.action !== command.action) {
    return refuse(
      'not-ours',
      `The ramp of flag ${key} was stopped by something else since. Resume it by hand if it is to go on.`,
    );
  }
  return resumeRamp(flag, { ...command, by: 'guardian' });
}
