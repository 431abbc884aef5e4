import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Column } from '../src/index.js';
import { binaryArray } from '../src/store/binary-array.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
});
afterAll(() => test.drop());

async function throughPostgres(sql: Column['sql'], values: readonly unknown[]): Promise<unknown[]> {
  const rows = await test.database.query<{ value: unknown }>(
    `SELECT value FROM unnest($1::${sql}[]) WITH ORDINALITY AS u(value, n) ORDER BY n`,
    [binaryArray(sql, values)],
  );
  return rows.map(({ value }) => value);
}

const storableText = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0'));
const years = { min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true };
const values: Record<Column['sql'], fc.Arbitrary<unknown>> = {
  text: storableText,
  bigint: fc.maxSafeInteger(),
  'double precision': fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Object.is(value, -0)),
  boolean: fc.boolean(),
  timestamptz: fc
    .date({ ...years, min: new Date('1700-01-01'), max: new Date('2280-01-01') })
    .map((d) => d.toISOString()),
  json: fc.dictionary(storableText, storableText),
  jsonb: fc.dictionary(storableText, storableText),
};

describe('values sent as a binary array', () => {
  it.each(Object.entries(values))('come back as they were: %s', async (sql, value) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(value), { maxLength: 20 }), async (sent) => {
        expect(await throughPostgres(sql as Column['sql'], sent)).toEqual(sent);
      }),
      { numRuns: 40 },
    );
  });

  it('refuse an instant that is none', () => {
    expect(() => binaryArray('timestamptz', ['2026-13-45T00:00:00.000Z'])).toThrow(/is no instant/);
  });
});
