import { randomBytes } from 'node:crypto';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bigintArray, intArray, textArray, uuidArray } from '../src/binary-arrays.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 1 });
});
afterAll(() => test.drop());

const texts = fc.array(
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  { minLength: 1, maxLength: 5 },
);

it('Postgres reads what is written, quotation marks and all', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.array(fc.integer(), { minLength: 1, maxLength: 5 }), async (some, numbers) => {
      const [row] = await test.database.query(
        'select to_jsonb($1::text[]) as texts, to_jsonb($2::int[]) as numbers, to_jsonb($3::bigint[]) as large',
        [textArray(some), intArray(numbers), bigintArray(numbers.map((one) => one * 4096))],
      );
      expect(row).toEqual({ texts: some, numbers, large: numbers.map((one) => one * 4096) });
    }),
  );
});

it('takes 16 bytes for a UUID', async () => {
  const bytes = [randomBytes(16), randomBytes(16)];
  const [row] = await test.database.query<{ uuids: string[] }>('select to_jsonb($1::uuid[]) as uuids', [
    uuidArray(bytes),
  ]);
  expect(row?.uuids.map((uuid) => uuid.replaceAll('-', ''))).toEqual(bytes.map((one) => one.toString('hex')));
});
