import type { FlagDefinition } from '../flag.js';
import { compile, validate } from './flagd.js';

/** What is wrong with a definition, as a sentence that says what to do; `undefined` if nothing is. */
export function definitionFault(key: string, definition: FlagDefinition): string | undefined {
  const { variants, defaultVariant, targeting } = definition;
  const names = Object.keys(variants);
  if (names.length === 0) return 'it has no variants. Give at least one, such as {"on": true, "off": false}.';
  if (defaultVariant && !names.includes(defaultVariant)) {
    return `its defaultVariant ${defaultVariant} is no variant. Take one of: ${names.join(', ')}.`;
  }
  const types = new Set(Object.values(variants).map((value) => typeof value));
  if (types.size > 1) return `its variants mix ${[...types].join(' and ')}. Give all of them one type.`;
  try {
    validate(key, definition);
    if (targeting && compile(key, definition).evaluate({}).errorCode === 'PARSE_ERROR') return notJsonLogic;
  } catch {
    return notJsonLogic;
  }
  return undefined;
}

const notJsonLogic =
  'flagd cannot read its targeting. Give JsonLogic with flagd’s operators: https://flagd.dev/reference/flag-definitions/';
