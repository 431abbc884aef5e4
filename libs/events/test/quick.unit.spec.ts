import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonFormat } from '../src/codec/json-format.js';
import { eventFromMessage } from '../src/codec/kafka-message.js';
import { quickEvent } from '../src/codec/quick/quick-event.js';
import { quickMessage } from '../src/codec/quick/quick-message.js';
import {
  decodeEvent,
  type Event,
  encodeEvent,
  eventFromCloudEvent,
  fromKafka,
  InvalidEvent,
  type KafkaMessage,
  toKafka,
} from '../src/index.js';
import { anyKeptEvent, anyKnownEvent } from './support/any-event.js';
import { deployed } from './support/deployed.js';
import { mutated } from './support/mutations.js';

const anyEvent = fc.oneof({ weight: 4, arbitrary: anyKnownEvent }, { weight: 1, arbitrary: anyKeptEvent });
const wireOf = (event: Event): unknown => JSON.parse(JSON.stringify(encodeEvent(event)));
const readWithCare = (json: unknown) => eventFromCloudEvent(readJsonFormat(json));

/** The event, or the issues for which it is refused. */
function outcomeOf(read: () => Event): unknown {
  try {
    return { event: read() };
  } catch (error) {
    if (error instanceof InvalidEvent) return { issues: error.issues };
    throw error;
  }
}

/** Compares by `node:util`: Vitest takes a field called `constructor` for the class of the object. */
function expectSame(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new Error(`${inspect(actual)}\nis not\n${inspect(expected)}`);
}

describe('reading quickly', () => {
  it('is how every event is read that we write as JSON', () => {
    fc.assert(
      fc.property(anyKnownEvent, (event) => {
        expectSame(quickEvent(wireOf(event)), readWithCare(wireOf(event)));
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it('is how every message is read that we write to Kafka', () => {
    fc.assert(
      fc.property(anyKnownEvent, (event) => {
        expectSame(quickMessage(messageOf(event)), eventFromMessage(messageOf(event)));
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('gives the same event, or refuses it for the same reasons, as reading with care', () => {
    fc.assert(
      fc.property(mutated(anyEvent.map(wireOf)), (json) => {
        expectSame(
          outcomeOf(() => decodeEvent(json)),
          outcomeOf(() => readWithCare(json)),
        );
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);

  it('does so for messages too', () => {
    fc.assert(
      fc.property(mutated(anyEvent.map(wireOf)), headerChanges, fc.nat(40), (json, changes, cut) => {
        const message = { ...messageOfJson(json, cut) };
        message.headers = { ...message.headers, ...changes };
        expectSame(
          outcomeOf(() => fromKafka(message)),
          outcomeOf(() => eventFromMessage(message)),
        );
      }),
      { numRuns: 1_500 },
    );
  }, 60_000);

  it('is not tried on what is no plain object', () => {
    class Attributes {
      readonly specversion = '1.0';
    }
    for (const value of [null, 1, 'x', [], new Attributes(), Object.create({ specversion: '1.0' })]) {
      expect(quickEvent(value)).toBeUndefined();
    }
    expect(quickEvent(wireOf(deployed))).toStrictEqual(deployed);
  });
});

function messageOf(event: Event): KafkaMessage {
  const { headers, value } = toKafka(event);
  return { headers: buffersOf(headers), value };
}

function buffersOf(headers: Readonly<Record<string, string>>): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]));
}

const headerChanges: fc.Arbitrary<KafkaMessage['headers']> = fc.dictionary(
  fc.constantFrom('content-type', 'Content-Type', 'ce_id', 'CE_ID', 'ce_x', 'ce_data', 'ce_', 'b3', 'ce_Up'),
  fc.constantFrom(
    undefined,
    '',
    'a',
    'application/json',
    'application/cloudevents+json',
    Buffer.from('application/json'),
    Buffer.from('grüezi \ufffd'),
    Buffer.from([0x61, 0xff]),
    Uint8Array.from([0x61]),
    ['a', Buffer.from('b')],
  ),
  { maxKeys: 2 },
);

/** A structured event as a message in binary mode; what is no attribute value becomes an odd header. */
function messageOfJson(json: unknown, cut: number): KafkaMessage {
  const { data, ...attributes } = json as Record<string, unknown>;
  const value = Buffer.from(JSON.stringify(data) ?? '');
  return {
    headers: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name === 'datacontenttype' ? 'content-type' : `ce_${name}`,
        typeof value === 'string' ? Buffer.from(value) : String(JSON.stringify(value)),
      ]),
    ),
    value: cut === 0 ? null : cut === 1 ? value.subarray(0, -1) : value,
    timestamp: '1795341600000',
  };
}
