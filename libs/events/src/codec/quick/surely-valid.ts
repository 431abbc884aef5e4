import type * as core from 'zod/v4/core';
import { isSurelyStorable } from './quick-json.js';
import { never, type Surely } from './surely.js';
import { type Field, surelyObject, surelyRecord } from './surely-object.js';
import { surelyNumber, surelyOneOf, surelyString } from './surely-scalar.js';

/** How a value is looked at: whether fields that the schema does not name are kept, and how deep in the data it stands. */
export type Looking = { keepsUnnamed: boolean; depth: number };

type Def<Type extends core.$ZodTypes['_zod']['def']['type']> = Extract<
  core.$ZodTypes['_zod']['def'],
  { type: Type }
>;

/** The predicate for a schema. Made of a kind of schema or of a check that is not known here, it never says yes. */
export function surelyValid(schema: core.$ZodType, looking: Looking): Surely {
  const { def } = (schema as core.$ZodTypes)._zod;
  switch (def.type) {
    case 'string':
      return surelyString(def);
    case 'number':
      return surelyNumber(def);
    case 'array':
      return arrayOf(def, looking);
    case 'nullable':
      return orNull(surelyValid(def.innerType, looking));
    case 'optional':
    case 'default':
      return surelyValid(def.innerType, looking);
    default:
      return (def.checks ?? []).length > 0 ? never : unchecked(def, looking);
  }
}

function unchecked(def: core.$ZodTypes['_zod']['def'], looking: Looking): Surely {
  switch (def.type) {
    case 'boolean':
      return def.coerce ? never : (value) => typeof value === 'boolean';
    case 'enum':
      return surelyOneOf(Object.values(def.entries));
    case 'literal':
      return surelyOneOf(def.values);
    case 'unknown':
      return (value) => isSurelyStorable(value, looking.depth);
    case 'object':
      return def.catchall ? never : surelyObject(fieldsOf(def.shape, looking), looking);
    case 'record':
      return isAnyText(def.keyType) ? surelyRecord(surelyValid(def.valueType, deeper(looking))) : never;
    case 'union':
      return anyOf(def, looking);
    default:
      return never;
  }
}

export function fieldsOf(shape: core.$ZodShape, looking: Looking): Record<string, Field> {
  return Object.fromEntries(
    Object.entries(shape).map(([key, schema]) => [
      key,
      { isSurely: surelyValid(schema, deeper(looking)), required: !mayBeMissing(schema) },
    ]),
  );
}

function deeper(looking: Looking): Looking {
  return { ...looking, depth: looking.depth + 1 };
}

/** Whether a field may be missing without anything being filled in. */
function mayBeMissing(schema: core.$ZodType): boolean {
  const { def } = (schema as core.$ZodTypes)._zod;
  return def.type === 'optional' && !fillsIn(def.innerType);
}

function fillsIn(schema: core.$ZodType): boolean {
  const { def } = (schema as core.$ZodTypes)._zod;
  if (def.type === 'default') return true;
  return (def.type === 'optional' || def.type === 'nullable') && fillsIn(def.innerType);
}

function isAnyText(schema: core.$ZodType): boolean {
  const { def } = (schema as core.$ZodTypes)._zod;
  return def.type === 'string' && !('check' in def) && (def.checks ?? []).length === 0;
}

function orNull(inner: Surely): Surely {
  return (value) => value === null || inner(value);
}

function arrayOf(def: Def<'array'>, looking: Looking): Surely {
  const isSurely = surelyValid(def.element, deeper(looking));
  let [shortest, longest] = [0, Number.POSITIVE_INFINITY];
  for (const { _zod } of def.checks ?? []) {
    const { def: limit } = _zod as core.$ZodChecks['_zod'];
    if (limit.check === 'min_length') shortest = Math.max(shortest, limit.minimum);
    else if (limit.check === 'max_length') longest = Math.min(longest, limit.maximum);
    else return never;
  }
  return (value) => {
    if (!Array.isArray(value) || value.length < shortest || value.length > longest) return false;
    for (const item of value) if (!isSurely(item)) return false;
    return true;
  };
}

/** Of several schemas for objects, only those that a discriminator tells apart: else another one might be the one that reads. */
function anyOf(def: Def<'union'>, looking: Looking): Surely {
  const objects = def.options.filter((option) => !scalars.has((option as core.$ZodTypes)._zod.def.type));
  if (objects.length > 1 && !('discriminator' in def)) return never;
  const options = def.options.map((option) => surelyValid(option, looking));
  return (value) => options.some((isSurely) => isSurely(value));
}

const scalars: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'enum', 'literal']);
