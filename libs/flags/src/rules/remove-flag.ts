import type { Decision } from '@hormesis/decider';
import { type Flag, isDefined } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { concerns, type Reasons } from './concerns.js';
import { unknownFlag } from './unknown-flag.js';

/** Deletes a flag: clients get their code default, and an error that says it is unknown. Twice changes nothing. */
export function removeFlag(flag: Flag, command: Reasons): Decision<FlagStatement> {
  if (isDefined(flag)) {
    return [{ name: 'featureflag.removed', subject: flag.key, data: concerns(flag, command) }];
  }
  return flag.revision === 0 ? unknownFlag(flag) : [];
}
