import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEvent, encodeEvent, fromHttp, fromKafka, toHttp, toKafka } from '../src/index.js';
import { anyKeptEvent, anyKnownEvent, anyStatedEvent } from './support/any-event.js';
import { batchHttp, onlyEvent, structuredHttp } from './support/http.js';

const anyEvent = fc.oneof({ weight: 3, arbitrary: anyKnownEvent }, { weight: 1, arbitrary: anyKeptEvent });
const runs = { numRuns: 300 };

describe('an event on the wire', () => {
  it('says all that was stated; at most defaults are added', () => {
    fc.assert(
      fc.property(anyStatedEvent, (event) => {
        expect(decodeEvent(JSON.parse(JSON.stringify(encodeEvent(event))))).toMatchObject(event);
      }),
      runs,
    );
  }, 60_000);

  it('comes back from the JSON format as it was', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(decodeEvent(JSON.parse(JSON.stringify(encodeEvent(event))))).toEqual(event);
      }),
      runs,
    );
  }, 60_000);

  it('comes back from Kafka as it was', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const { headers, value } = toKafka(event);
        const buffers = Object.fromEntries(
          Object.entries(headers).map(([key, text]) => [key, Buffer.from(text)]),
        );
        expect(fromKafka({ headers, value })).toEqual(event);
        expect(fromKafka({ headers: buffers, value })).toEqual(event);
      }),
      runs,
    );
  }, 60_000);

  it('is the same event in every HTTP mode', () => {
    fc.assert(
      fc.property(anyEvent, fc.array(anyEvent, { maxLength: 2 }), (event, others) => {
        expect(onlyEvent(toHttp(event))).toEqual(event);
        expect(onlyEvent(structuredHttp(encodeEvent(event)))).toEqual(event);
        expect(fromHttp(batchHttp([event, ...others])).map((item) => item.event)).toEqual([event, ...others]);
      }),
      runs,
    );
  }, 60_000);
});
