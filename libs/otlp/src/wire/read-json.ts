import { layoutOf } from './layout.js';
import type { Field, Message, Scalar } from './message.js';
import type { Read } from './read.js';
import { Unreadable } from './unreadable.js';

/**
 * Reads a message from OTLP’s JSON by its table: names in lowerCamelCase, ids in hex, 64-bit integers as texts or as
 * numbers, enumerations as numbers; what is not in the table is passed over, and `null` is as good as absent.
 * @throws Unreadable
 */
export function readJson<const M extends Message>(text: string, message: M): Read<M> {
  return readMessage(parsed(text), message, undefined) as Read<M>;
}

/** Where a value stands, in words only when they are needed. */
type Path = { part: string | number; within: Path } | undefined;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(`The body is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function readMessage(json: unknown, message: Message, path: Path): object {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw misfit(path, 'an object');
  const { fields, empty } = layoutOf(message);
  const result = empty();
  for (const { name, field } of fields) {
    const value = Object.hasOwn(json, name) ? (json as Record<string, unknown>)[name] : undefined;
    if (value === undefined || value === null) continue;
    const at: Path = { part: name, within: path };
    if (field.presence !== 'many') {
      result[name] = readValue(value, field, at);
      continue;
    }
    if (!Array.isArray(value)) throw misfit(at, 'a list');
    result[name] = value.map((item, n) => readValue(item, field, { part: n, within: at }));
  }
  return result;
}

function readValue(value: unknown, { type }: Field, path: Path): unknown {
  return typeof type === 'string' ? readScalar(value, type, path) : readMessage(value, type, path);
}

function readScalar(value: unknown, type: Scalar, path: Path): unknown {
  switch (type) {
    case 'text':
    case 'bytes':
      if (typeof value !== 'string') throw misfit(path, 'a text');
      return value;
    case 'hex':
      if (typeof value !== 'string' || !/^([0-9a-f]{2})*$/i.test(value)) throw misfit(path, 'an id in hex');
      return value.toLowerCase();
    case 'flag':
      if (typeof value !== 'boolean') throw misfit(path, 'true or false');
      return value;
    case 'nanos':
      return nanosOf(value, path);
    case 'number':
      return numberOf(value, path);
    default:
      return integerOf(value, path);
  }
}

function nanosOf(value: unknown, path: Path): bigint {
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) return BigInt(value);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return BigInt(value);
  throw misfit(path, 'nanoseconds since the epoch');
}

const specials: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function numberOf(value: unknown, path: Path): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    const special = specials[value];
    if (special !== undefined) return special;
    if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  }
  throw misfit(path, 'a number');
}

function integerOf(value: unknown, path: Path): number {
  const number = typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  throw misfit(path, 'a whole number');
}

function misfit(path: Path, what: string): Unreadable {
  return new Unreadable(`${path === undefined ? 'The body' : textOf(path)} must be ${what}.`);
}

function textOf({ part, within }: NonNullable<Path>): string {
  const before = within === undefined ? '' : textOf(within);
  if (typeof part === 'number') return `${before}[${part}]`;
  return before === '' ? part : `${before}.${part}`;
}
