import { describe, expect, it } from 'vitest';
import { encodeEvent, fromKafka, toKafka } from '../src/index.js';
import { deployed, structuredDeployed } from './support/deployed.js';
import { fieldsIn, issuesIn } from './support/issues-in.js';

const structured = (event: unknown, contentType = 'application/cloudevents+json; charset=UTF-8') => ({
  headers: { 'content-type': Buffer.from(contentType) },
  value: Buffer.from(JSON.stringify(event)),
});

describe('an event on Kafka', () => {
  it('is written in binary mode: `ce_` headers in UTF-8, the CDEvent as the value', () => {
    const { headers, value } = toKafka({ ...deployed, subject: 'grüezi 100 %' });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      ce_id: 'deploy-1',
      ce_subject: 'grüezi 100 %',
    });
    expect(headers).not.toHaveProperty('ce_datacontenttype');
    expect(JSON.parse(value.toString())).toMatchObject({ context: { specversion: '0.5.1', id: 'deploy-1' } });
  });

  it('is read with headers that are buffers, as kafkajs hands them over', () => {
    const { headers, value } = toKafka(deployed);
    const buffers = Object.fromEntries(
      Object.entries(headers).map(([key, text]) => [key, Buffer.from(text)]),
    );
    expect(fromKafka({ headers: { ...buffers, other: undefined }, value })).toEqual(deployed);
  });

  it('keeps its partitionkey; the record’s key is not part of the event', () => {
    const { headers, value } = toKafka(deployed);
    expect(fromKafka({ headers, value }).partitionKey).toBe('checkout');
    const { ce_partitionkey: _, ...without } = headers;
    expect(fromKafka({ headers: without, value, key: 'other' } as never).partitionKey).toBeUndefined();
  });

  it('is read in structured mode too', () => {
    expect(fromKafka(structured(encodeEvent(deployed)))).toEqual(deployed);
  });

  it('is read without a time: the record’s timestamp is when it came in', () => {
    const { time: _, data: _data, ...timeless } = { ...structuredDeployed, type: 'com.example.done' };
    expect(fromKafka({ ...structured(timeless), timestamp: '1795341600000' }).time).toBe(
      '2026-11-22T10:00:00.000Z',
    );
    expect(fieldsIn(() => fromKafka(structured(timeless)))).toEqual(['time']);
  });

  it('may carry `ce_` headers beside a structured value, if they agree with it', () => {
    const { headers, value } = structured(structuredDeployed);
    expect(fromKafka({ headers: { ...headers, ce_id: 'deploy-1' }, value }).id).toBe('deploy-1');
    expect(fieldsIn(() => fromKafka({ headers: { ...headers, ce_id: 'x', ce_type: 'y' }, value }))).toEqual([
      'id',
      'type',
    ]);
  });

  it('is no tombstone: one is refused, not thrown over', () => {
    expect(issuesIn(() => fromKafka({ value: null }))[0]?.reason).toMatch('tombstone');
    expect(fieldsIn(() => fromKafka({ headers: toKafka(deployed).headers, value: null }))).toEqual(['data']);
  });

  it('may have no data if its type is one that we only keep', () => {
    const headers = {
      ce_specversion: '1.0',
      ce_id: '1',
      ce_source: '/t',
      ce_type: 't',
      ce_time: '2026-11-22T10:00:00Z',
    };
    expect(fromKafka({ headers, value: null }).data).toBeNull();
  });

  it('is refused if it is no event at all', () => {
    expect(fieldsIn(() => fromKafka({ headers: {}, value: Buffer.from('hello') }))).toEqual(['headers']);
    expect(fieldsIn(() => fromKafka({ headers: { ce_id: Buffer.from([0xff]) }, value: null }))).toEqual([
      'ce_id',
    ]);
    expect(fieldsIn(() => fromKafka(structured({}, 'application/cloudevents+avro')))).toEqual([
      'content-type',
    ]);
  });
});
