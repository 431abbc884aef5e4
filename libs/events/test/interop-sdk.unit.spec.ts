import { CloudEvent, HTTP, Kafka } from 'cloudevents';
import { describe, expect, it } from 'vitest';
import { encodeEvent, fromKafka, toHttp, toKafka } from '../src/index.js';
import { deployed } from './support/deployed.js';
import { onlyEvent } from './support/http.js';

/** Where the CloudEvents SDK for JavaScript is right, it and we must understand one another. */
const event = { ...deployed, time: '2026-11-22T09:00:00.123Z', subject: 'checkout' };
const attributes = {
  id: event.id,
  source: event.source,
  type: event.type,
  subject: event.subject,
  time: event.time,
  correlationid: 'inc-1',
  authid: 'shipper',
};

describe('the CloudEvents SDK', () => {
  it('reads what we write: binary HTTP', () => {
    const { headers, body } = toHttp({ ...event, actor: { kind: 'agent', id: 'shipper' } });
    const read = HTTP.toEvent({ headers, body: body.toString() }) as CloudEvent<unknown>;
    expect(read).toMatchObject(attributes);
    expect(read.data).toEqual(encodeEvent(event).data);
  });

  it('reads what we write: structured HTTP', () => {
    const read = HTTP.toEvent({
      headers: { 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(encodeEvent(event)),
    }) as CloudEvent<unknown>;
    expect(read).toMatchObject(attributes);
    expect(read.data).toEqual(encodeEvent(event).data);
  });

  it('reads what we write: binary Kafka', () => {
    const { headers, value } = toKafka(event);
    const read = Kafka.toEvent({
      headers,
      value: value.toString(),
      body: value.toString(),
    } as never) as CloudEvent<unknown>;
    expect(read).toMatchObject({ id: event.id, source: event.source, type: event.type });
  });

  it('writes what we read', () => {
    const theirs = new CloudEvent(encodeEvent(event) as never);
    for (const { headers, body } of [HTTP.binary(theirs), HTTP.structured(theirs)]) {
      expect(onlyEvent({ headers: headers as Record<string, string>, body })).toEqual(event);
    }
    for (const { headers, value } of [Kafka.binary(theirs), Kafka.structured(theirs)]) {
      const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
      expect(fromKafka({ headers: headers as Record<string, string>, value: bytes })).toEqual(event);
    }
  });
});
