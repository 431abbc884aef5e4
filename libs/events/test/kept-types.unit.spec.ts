import { describe, expect, it } from 'vitest';
import {
  decodeEvent,
  encodeEvent,
  fromKafka,
  isKnown,
  keyOf,
  serviceOf,
  toKafka,
  topicOf,
} from '../src/index.js';
import { onlyEvent } from './support/http.js';
import { fieldsIn, issuesIn } from './support/issues-in.js';

const kept = {
  specversion: '1.0',
  id: '1',
  source: '/test',
  type: 'com.github.push',
  time: '2026-11-22T10:00:00Z',
};

describe('a type that we do not know', () => {
  it('is kept under its full type, with its data as sent', () => {
    const event = decodeEvent({ ...kept, subject: 'main', data: { ref: 'main', n: [1, { a: null }] } });
    expect(event).toMatchObject({ name: 'com.github.push', type: 'com.github.push', subject: 'main' });
    expect(event.data).toEqual({ ref: 'main', n: [1, { a: null }] });
    expect(isKnown(event)).toBe(false);
    expect(topicOf(event)).toBe('hormesis.changes');
  });

  it('stands under its subject, or its source if it has none', () => {
    expect(keyOf(decodeEvent({ ...kept, subject: 'main' }))).toBe('main');
    expect(keyOf(decodeEvent(kept))).toBe('/test');
    expect(keyOf(decodeEvent({ ...kept, partitionkey: 'k' }))).toBe('k');
  });

  it('of a CDEvent newer than ours is kept, and its service found', () => {
    const event = decodeEvent({
      ...kept,
      type: 'dev.cdevents.service.deployed.0.9.0',
      data: { context: {}, subject: { id: 'x', content: { service: { id: 'checkout' } } } },
    });
    expect(event.name).toBe('dev.cdevents.service.deployed.0.9.0');
    expect(serviceOf(event)).toBe('checkout');
  });

  it('keeps text with its content type', () => {
    const event = decodeEvent({ ...kept, datacontenttype: 'text/plain', data: 'grüezi' });
    expect(event).toMatchObject({ data: 'grüezi', dataContentType: 'text/plain' });
    expect(toKafka(event)).toMatchObject({
      value: Buffer.from('grüezi'),
      headers: { 'content-type': 'text/plain' },
    });
  });

  it('keeps bytes', () => {
    const event = decodeEvent({ ...kept, datacontenttype: 'image/png', data_base64: 'iVBORw==' });
    expect(event).toMatchObject({ data: { base64: 'iVBORw==' }, dataContentType: 'image/png' });
    expect([...toKafka(event).value]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(encodeEvent(event)).toMatchObject({ data_base64: 'iVBORw==' });
  });

  it('reads JSON that was sent as data_base64', () => {
    const data_base64 = Buffer.from('{"a":1}').toString('base64');
    expect(decodeEvent({ ...kept, data_base64 }).data).toEqual({ a: 1 });
    expect(fieldsIn(() => decodeEvent({ ...kept, data_base64: 'not base64!' }))).toEqual(['data_base64']);
    expect(fieldsIn(() => decodeEvent({ ...kept, data: 1, data_base64 }))).toEqual(['data_base64']);
  });

  it('may have no data, and a JSON text, number or null as data', () => {
    expect(decodeEvent(kept).data).toBeNull();
    expect(encodeEvent(decodeEvent(kept))).not.toHaveProperty('data');
    expect(decodeEvent({ ...kept, data: 'text' }).data).toBe('text');
    expect(decodeEvent({ ...kept, data: 0 }).data).toBe(0);
  });

  it('keeps a vendor’s JSON media type and the schema it names', () => {
    const event = decodeEvent({
      ...kept,
      datacontenttype: 'application/vnd.x+json',
      dataschema: 'https://x/y',
      data: {},
    });
    expect(event).toMatchObject({ dataContentType: 'application/vnd.x+json', dataSchema: 'https://x/y' });
    expect(fromKafka(toKafka(event))).toEqual(event);
  });

  it('is refused if the data is not of the type it says', () => {
    expect(fieldsIn(() => decodeEvent({ ...kept, datacontenttype: 'text/plain', data: { a: 1 } }))).toEqual([
      'data',
    ]);
    const headers = {
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/t',
      'ce-type': 't',
      'ce-time': kept.time,
    };
    const binary = (contentType: string, body: string) => () =>
      onlyEvent({ headers: { ...headers, 'content-type': contentType }, body });
    expect(fieldsIn(binary('application/json', '{oops'))).toEqual(['data']);
    expect(fieldsIn(binary('application/json; charset=iso-8859-1', '{}'))).toEqual(['datacontenttype']);
  });

  it('is refused if nobody could store it', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 40; level++) deep = [deep];
    expect(issuesIn(() => decodeEvent({ ...kept, data: deep }))[0]?.reason).toMatch('deeper than 32');
    expect(fieldsIn(() => decodeEvent({ ...kept, data: { a: ['\u0000'] } }))).toEqual(['data']);
    expect(fieldsIn(() => decodeEvent({ ...kept, data: { '\ud800': 1 } }))).toEqual(['data']);
  });

  it('survives keys that mean something to JavaScript', () => {
    const event = decodeEvent(
      JSON.parse(
        '{"specversion":"1.0","id":"1","source":"/t","type":"t","time":"2026-11-22T10:00:00Z","data":{"__proto__":{"polluted":true}}}',
      ),
    );
    expect(JSON.stringify(encodeEvent(event).data)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
