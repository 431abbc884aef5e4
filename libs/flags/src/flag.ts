import type { StatementOf } from '@hormesis/events';
import type { RampSchedule } from './ramp/schedule.js';

/** A flag as flagd defines it: one entry of `flags` in a flagd file. */
export type FlagDefinition = StatementOf<'featureflag.defined'>['data']['definition'];
export type FlagSwitch = FlagDefinition['state'];

/** One flag. Without a definition it was never defined, or it was removed. */
export type Flag = {
  key: string;
  definition: FlagDefinition | undefined;
  /** The service and the environment it belongs to, if the definition said so. */
  service: string | undefined;
  environment: string | undefined;
  /** Counts the changes, from 1; it goes on when a removed flag is defined again. */
  revision: number;
  /** The last ramp step, until the flag is defined anew. */
  ramp: { variant: string; percentage: number } | undefined;
  /** The last ramp that was scheduled, and how far it has come; until the flag is defined anew. */
  schedule: RampSchedule | undefined;
  /** Id of the action that flipped it last; none if a person did, or if it was defined since. */
  flippedBy: string | undefined;
};

export type DefinedFlag = Flag & { definition: FlagDefinition };

export function isDefined(flag: Flag): flag is DefinedFlag {
  return flag.definition !== undefined;
}
