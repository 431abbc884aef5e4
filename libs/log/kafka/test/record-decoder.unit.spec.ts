import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DecodedRecord, decodeRecord } from '../src/record-decoder.js';
import { inPlaceOf, original } from './kafkajs-original.js';

const path = 'kafkajs/src/protocol/recordBatch/record/v0';

type Encoder = { buffer: Buffer };
type Given = { key: Buffer | null; value: Buffer | null; headers: Record<string, Buffer | Buffer[]> };
type Message = Given & { offsetDelta: number; timestampDelta: number };
const Decoder = original<new (buffer: Buffer) => { buffer: Buffer; offset: number; readVarInt(): number }>(
  'kafkajs/src/protocol/decoder.js',
);
const encode = original<(record: Message) => Encoder>(`${path}/index.js`);
const theirs = original<(cursor: object, context: object) => DecodedRecord>(`${path}/decoder.js`);

const context = {
  firstOffset: '900719925474',
  firstTimestamp: '1795392000123',
  maxTimestamp: '1795392009999',
  magicByte: 2,
  timestampType: 0,
};

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const name = fc
  .oneof(fc.constantFrom('ce_id', 'ce_type', 'content-type'), fc.string({ unit: 'grapheme', minLength: 1 }))
  .filter((one) => !(one in {}));
const header = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
  bytes,
  fc.array(bytes, { minLength: 2, maxLength: 3 }),
);
const records = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(name, header, { noNullPrototype: true }),
  offsetDelta: fc.integer({ min: 0, max: 2 ** 30 }),
  timestampDelta: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
});

/** Texts as the bytes that they were. */
function inBytes(headers: DecodedRecord['headers']): object {
  const bytesOf = (value: unknown) => (typeof value === 'string' ? Buffer.from(value) : value);
  return Object.fromEntries(
    Object.entries(headers).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(bytesOf) : bytesOf(value),
    ]),
  );
}

function cursorOn(record: Message) {
  const cursor = new Decoder(encode(record).buffer);
  cursor.readVarInt(); // how long the record is
  return cursor;
}

it('reads a record as kafkajs does', () => {
  fc.assert(
    fc.property(records, fc.constantFrom(0, 1), fc.boolean(), (record, timestampType, isControlBatch) => {
      const batch = { ...context, timestampType, isControlBatch };
      const expected = theirs(cursorOn(record), batch);
      const actual = decodeRecord(cursorOn(record), batch);
      expect({ ...actual, headers: inBytes(actual.headers) }).toEqual({ ...expected });
    }),
    { numRuns: 500 },
  );
});

it('gives headers as texts, but as bytes where they are not UTF-8', () => {
  const headers = { ce_id: Buffer.from('größer'), ce_type: Buffer.from([0xff, 0x41]) };
  const record = { key: null, value: null, headers, offsetDelta: 0, timestampDelta: 0 };
  expect(decodeRecord(cursorOn(record), context).headers).toEqual({ ...headers, ce_id: 'größer' });
});

it('takes the names of what every object has for names like others', () => {
  const headers = Object.fromEntries(
    ['toString', '__proto__', 'constructor'].map((one) => [one, Buffer.from(one)]),
  );
  const record = { key: null, value: null, headers, offsetDelta: 0, timestampDelta: 0 };
  expect(Object.entries(decodeRecord(cursorOn(record), context).headers)).toEqual([
    ['toString', 'toString'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
  ]);
});

it('reads where kafkajs would', () => {
  expect(inPlaceOf(`${path}/decoder.js`)).toBe(decodeRecord);
});
