import { encodeEvent, fromHttp, stateEvent, toHttp } from '@hormesis/events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHoldNul } from '../src/receive-events/may-hold-nul.js';

const nul = '\u0000';
const structured = { 'content-type': 'application/cloudevents+json' };
const text = fc.string({ unit: fc.constantFrom('a', '\\', 'u', '0', '"', '%', 'é', nul) });

/** An event with these texts at places where U+0000 can stand, in each way it can be sent. */
function messages(id: string, summary: string, actor: string) {
  const event = stateEvent(
    {
      name: 'service.deployed',
      subject: 'checkout',
      data: { environment: { id: 'production' }, artifactId: 'a', summary },
    },
    { id: `x${id}`, source: '/ci', actor: { kind: 'agent', id: `x${actor}` } },
  );
  const kept = { ...event, name: 'com.example.note', type: 'com.example.note', data: summary };
  const asText = { ...kept, dataContentType: 'text/plain' };
  return [
    { headers: structured, body: Buffer.from(JSON.stringify(encodeEvent(event))) },
    { headers: structured, body: Buffer.from(JSON.stringify(encodeEvent(asText))) },
    toHttp(event),
    toHttp(kept),
    toHttp(asText),
  ];
}

describe('telling from a request whether an event in it may hold U+0000', () => {
  it('never says no where one does', () => {
    fc.assert(
      fc.property(text, text, text, (id, summary, actor) => {
        const unseen = messages(id, summary, actor).filter((message) => !mayHoldNul(message));
        const read = unseen.flatMap((message) => fromHttp(message).map(({ event }) => event ?? {}));
        expect(JSON.stringify(read)).not.toMatch(/(?<!\\)(?:\\\\)*\\u0000/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says no of what agents send', () => {
    const answers = messages('1', 'The cart is read twice.', 'shipper').map(mayHoldNul);
    expect(answers).toEqual([false, false, false, false, false]);
  });

  it('says yes of the escape in JSON, of the byte in a text, and of the percent-encoding in a header', () => {
    const json = { headers: structured, body: Buffer.from('{"id":"a\\u0000b"}') };
    const bytes = { headers: { 'content-type': 'text/plain' }, body: Buffer.from(`a${nul}b`) };
    const header = { headers: { 'ce-id': 'a%00b' }, body: Buffer.from('{}') };
    expect([json, bytes, header].map(mayHoldNul)).toEqual([true, true, true]);
  });
});
