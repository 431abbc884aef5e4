import type * as core from 'zod/v4/core';
import { isStorable } from '../storable.js';
import { isSurelyInstant } from './quick-text.js';
import { never, type Surely } from './surely.js';

/** Any text within limits of its length, one that fits a pattern, or an instant. */
export function surelyString(def: core.$ZodStringDef & Partial<core.$ZodISODateTimeDef>): Surely {
  if (def.coerce) return never;
  const checks = (def.checks ?? []).map(({ _zod }) => (_zod as core.$ZodChecks['_zod']).def);
  if (def.check !== undefined) return checks.length === 0 ? surelyInstant(def) : never;
  let shortest = 0;
  let longest = Number.POSITIVE_INFINITY;
  let pattern: RegExp | undefined;
  for (const limit of checks) {
    if (limit.check === 'min_length') shortest = Math.max(shortest, limit.minimum);
    else if (limit.check === 'max_length') longest = Math.min(longest, limit.maximum);
    else if (limit.check === 'string_format' && limit.format === 'regex' && !pattern) pattern = limit.pattern;
    else return never;
  }
  if (pattern === undefined) return (value) => isTextOf(value, shortest, longest);
  const fits = stateless(pattern);
  return (value) => isTextOf(value, shortest, longest) && fits.test(value);
}

function surelyInstant({ format, pattern, precision }: Partial<core.$ZodISODateTimeDef>): Surely {
  if (format !== 'datetime' || !pattern || (precision !== null && precision !== undefined)) return never;
  const fits = stateless(pattern);
  return (value) => isSurelyInstant(value) || (typeof value === 'string' && fits.test(value));
}

/** The pattern without a memory of where it stopped. */
function stateless({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.replace(/[gy]/g, ''));
}

function isTextOf(value: unknown, shortest: number, longest: number): value is string {
  return (
    typeof value === 'string' && value.length >= shortest && value.length <= longest && isStorable(value)
  );
}

/** A number within limits, perhaps a whole one. */
export function surelyNumber(def: core.$ZodNumberDef): Surely {
  if (def.coerce || 'check' in def) return never;
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  let fits = Number.isFinite;
  for (const { _zod } of def.checks ?? []) {
    const { def: limit } = _zod as core.$ZodChecks['_zod'];
    if (limit.check === 'greater_than' && limit.inclusive) least = Math.max(least, Number(limit.value));
    else if (limit.check === 'less_than' && limit.inclusive) most = Math.min(most, Number(limit.value));
    else if (limit.check === 'number_format' && limit.format === 'safeint') fits = Number.isSafeInteger;
    else return never;
  }
  return (value) => typeof value === 'number' && value >= least && value <= most && fits(value);
}

/** One of some texts. */
export function surelyOneOf(values: readonly unknown[]): Surely {
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length < values.length || !texts.every(isStorable)) return never;
  return (value) => texts.includes(value as string);
}
