import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Encoded, encodeRecord, type RecordToWrite } from '../src/record-encoder.js';
import { inPlaceOf, original } from './kafkajs-original.js';

const path = 'kafkajs/src/protocol/recordBatch/record/v0/index.js';
const theirs = original<(record: RecordToWrite) => Encoded>(path);

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const text = fc.oneof(fc.string({ unit: 'grapheme' }), bytes);
const records: fc.Arbitrary<RecordToWrite> = fc.record(
  {
    key: fc.option(text),
    value: fc.option(text),
    headers: fc.dictionary(
      fc.string({ unit: 'grapheme' }),
      fc.oneof(text, fc.array(text, { maxLength: 3 })),
      {
        noNullPrototype: true,
      },
    ),
    offsetDelta: fc.integer({ min: 0, max: 2 ** 30 }),
    timestampDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  },
  { requiredKeys: ['key', 'value'] },
);

it('writes a record byte for byte as kafkajs does', () => {
  fc.assert(
    fc.property(records, (record) => {
      expect(encodeRecord(record).buffer.toString('hex')).toBe(theirs(record).buffer.toString('hex'));
    }),
    { numRuns: 500 },
  );
});

it('writes where kafkajs would', () => {
  expect(inPlaceOf(path)).toBe(encodeRecord);
});
