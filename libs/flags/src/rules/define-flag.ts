import { isDeepStrictEqual } from 'node:util';
import { type Decision, refuse } from '@hormesis/decider';
import { definitionFault } from '../evaluate/definition-fault.js';
import type { Flag, FlagDefinition } from '../flag.js';
import type { FlagStatement } from '../flag-statement.js';
import { concerns, type Reasons } from './concerns.js';

export type DefineFlag = Pick<Reasons, 'reason'> & {
  definition: FlagDefinition;
  service?: string | undefined;
  environment?: string | undefined;
};

/** Creates a flag or replaces its definition, ramp included. The same definition again changes nothing. */
export function defineFlag(flag: Flag, command: DefineFlag): Decision<FlagStatement> {
  const { definition, service, environment } = command;
  if (
    isDeepStrictEqual(flag.definition, definition) &&
    flag.service === service &&
    flag.environment === environment
  ) {
    return [];
  }
  const fault = definitionFault(flag.key, definition);
  if (fault) return refuse('flag-invalid', `Flag ${flag.key} was not defined: ${fault}`);
  const data = { ...concerns({ ...flag, service, environment }, command), definition };
  return [{ name: 'featureflag.defined', subject: flag.key, data }];
}
