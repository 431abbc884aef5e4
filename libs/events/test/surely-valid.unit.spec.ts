import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { surelyValid } from '../src/codec/quick/surely-valid.js';
import { anyOfSchema, type Schema } from './support/any-of-schema.js';
import { mutated } from './support/mutations.js';

const kept = { keepsUnnamed: true, depth: 0 };
const leftOut = { keepsUnnamed: false, depth: 0 };

/** One of each kind of schema that events are made of. */
const known = z.object({
  text: z.string().min(1).max(5),
  fitting: z.string().regex(/^\//g).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  share: z.number().min(0).max(100),
  count: z.number().int().min(1).optional(),
  on: z.boolean().nullable(),
  state: z.enum(['on', 'off']).default('on'),
  list: z.array(z.object({ id: z.string() })).min(1),
  labels: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  any: z.unknown(),
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('a'), a: z.string() }),
    z.object({ kind: z.literal('b'), b: z.number() }),
  ]),
});

/** What this does not know about, with a value that each takes. */
const unknown: readonly [string, z.ZodType, unknown][] = [
  ['a refinement', z.string().refine(() => true), 'x'],
  ['a refined object', z.object({ a: z.string() }).refine(() => true), { a: 'x' }],
  ['a transformation', z.string().transform((text) => text.length), 'x'],
  ['a pipe', z.string().pipe(z.string()), 'x'],
  ['trimming', z.string().trim(), 'x'],
  ['coercion', z.coerce.number(), 1],
  ['another format', z.email(), 'a@example.org'],
  ['an instant of one precision', z.iso.datetime({ precision: 3 }), '2026-11-22T10:00:00.000Z'],
  ['a step', z.number().multipleOf(2), 2],
  ['an open limit', z.number().gt(0), 1],
  ['a strict object', z.strictObject({ a: z.string() }), { a: 'x' }],
  ['a catch', z.string().catch('y'), 'x'],
  ['a tuple', z.tuple([z.string()]), ['x']],
  ['objects that nothing tells apart', z.union([z.object({ a: z.string() }), z.object({})]), { a: 'x' }],
  ['a number as a value', z.literal(1), 1],
  ['keys of a kind', z.record(z.string().min(1), z.string()), { a: 'x' }],
];

describe('the quick look at a value', () => {
  it('says yes only to what its schema takes and leaves as it is', () => {
    const isSurely = { kept: surelyValid(known, kept), leftOut: surelyValid(known, leftOut) };
    const any = mutated(anyOfSchema(z.toJSONSchema(known, { io: 'input' }) as Schema));
    fc.assert(
      fc.property(any, (value) => {
        const parsed = known.safeParse(value);
        if (isSurely.leftOut(value)) expect(parsed.data).toEqual(value);
        if (isSurely.kept(value)) expect(value).toMatchObject(parsed.data ?? { nothing: 'taken' });
      }),
      { numRuns: 3_000 },
    );
  });

  it('says yes to what is as it should be', () => {
    const value = {
      text: 'x',
      fitting: '/x',
      at: '2024-02-29T10:00:00.5+01:00',
      share: 0.5,
      on: null,
      state: 'off',
      list: [{ id: '' }],
      labels: { a: 1 },
      any: [{}],
      target: { kind: 'b', b: 1 },
    };
    const isSurely = surelyValid(known, leftOut);
    expect([isSurely(value), isSurely(value)]).toEqual([true, true]);
    expect(isSurely({ ...value, more: 1 })).toBe(false);
    expect(surelyValid(known, kept)({ ...value, more: 1 })).toBe(true);
    expect(surelyValid(known, kept)({ ...value, more: '\u0000' })).toBe(false);
  });

  it.each(unknown)('never says yes to %s', (_, schema, value) => {
    expect(schema.safeParse(value).success).toBe(true);
    expect(surelyValid(schema, kept)(value)).toBe(false);
  });
});
