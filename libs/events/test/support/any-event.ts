import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { z } from 'zod';
import {
  catalogue,
  decodeEvent,
  type Envelope,
  type Event,
  type EventDefinition,
  type EventName,
  encodeEvent,
  fullType,
} from '../../src/index.js';
import { anyOfSchema, anyWord, type Schema } from './any-of-schema.js';

const word = anyWord(1).filter((text) => text.trim() !== '');
const instant = fc
  .tuple(
    fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    fc.constantFrom('', '.1', '.123456789'),
    fc.constantFrom('Z', '+05:30', '-08:00'),
  )
  .map(([date, fraction, offset]) => `${date.toISOString().slice(0, 19)}${fraction}${offset}`);

const actor = fc.record(
  {
    kind: fc.constantFrom('person' as const, 'agent' as const, 'system' as const),
    id: word,
    onBehalfOf: word,
    credential: word,
  },
  { requiredKeys: ['kind', 'id'] },
);

const envelope: fc.Arbitrary<Envelope> = fc.record(
  {
    id: word,
    source: word,
    time: instant,
    recordedTime: instant,
    correlationId: word,
    causationId: word,
    actor,
    traceparent: fc.constant('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
    tracestate: word,
    partitionKey: word,
    extensions: fc.dictionary(fc.stringMatching(/^x[a-z0-9]{1,8}$/), word, { minKeys: 1, maxKeys: 3 }),
  },
  { requiredKeys: ['id', 'source', 'time'] },
);

/** Any event of a known type, as somebody states it: defaults may still be missing. */
export const anyStatedEvent: fc.Arbitrary<Event> = fc.oneof(
  ...(Object.entries(catalogue) as [EventName, EventDefinition][]).map(anyEventOf),
);

/** Any event of a known type, in the form in which it is read back. */
export const anyKnownEvent = anyStatedEvent.map((event) => decodeEvent(encodeEvent(event)));

function anyEventOf([name, definition]: [EventName, EventDefinition]): fc.Arbitrary<Event> {
  return fc
    .record({
      envelope,
      subject: word,
      content: dataOf(definition.content),
      custom: dataOf(definition.custom),
    })
    .map(({ envelope, subject, content, custom }) => ({
      ...envelope,
      name,
      type: fullType(definition),
      subject,
      data: { ...(custom as object), ...(content as object) },
    }));
}

const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => value !== null && storable(value));

/** Any event of a type that we only keep: JSON, text or bytes. */
export const anyKeptEvent: fc.Arbitrary<Event> = fc
  .record({
    envelope,
    type: fc.constantFrom('com.example.done', 'dev.cdeventsx.acme-thing.done.0.1.0'),
    subject: fc.oneof(word, fc.constant('')),
    content: fc.oneof(
      fc.constant({ data: null }),
      json.map((data) => ({ data })),
      fc.record({ data: word, dataContentType: fc.constantFrom('text/plain', 'application/xml') }),
      fc.uint8Array({ minLength: 1 }).map((bytes) => ({
        data: { base64: Buffer.from(bytes).toString('base64') },
        dataContentType: 'application/octet-stream',
      })),
    ),
  })
  .map(({ envelope, type, subject, content }) => ({ ...envelope, name: type, type, subject, ...content }));

function dataOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  return anyOfSchema(z.toJSONSchema(schema, { io: 'input' }) as Schema);
}

/** Whether the value can be stored, and comes back from JSON as it was: `-0` does not. */
function storable(value: unknown): boolean {
  const text = JSON.stringify(value);
  return !/\\u0000|\\ud[89a-f]/i.test(text) && isDeepStrictEqual(JSON.parse(text), value);
}
