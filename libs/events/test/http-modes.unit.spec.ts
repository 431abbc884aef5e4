import { describe, expect, it } from 'vitest';
import { encodeEvent, fromHttp, httpMode, TooManyEvents, toHttp } from '../src/index.js';
import { bareDeployed, deployed, structuredDeployed } from './support/deployed.js';
import { onlyEvent, structuredHttp } from './support/http.js';
import { fieldsIn, issuesIn } from './support/issues-in.js';

describe('how an HTTP message carries events', () => {
  it.each([
    'application/cloudevents+json',
    'application/cloudevents+json; charset=UTF-8',
    'application/cloudevents+json;charset="utf-8"',
    'Application/CloudEvents+JSON ; Charset=utf-8',
  ])('is structured for %s', (contentType) => {
    expect(onlyEvent(structuredHttp(structuredDeployed, contentType)).subject).toBe('checkout');
  });

  it('is batched, and one bad event does not hide its neighbours', () => {
    const { id: _, ...withoutId } = structuredDeployed;
    const items = fromHttp({
      headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' },
      body: Buffer.from(
        JSON.stringify([encodeEvent(deployed), withoutId, 7, encodeEvent({ ...deployed, id: '2' })]),
      ),
    });
    expect(items.map(({ index, event, invalid }) => event?.id ?? [index, invalid?.issues[0]?.field])).toEqual(
      ['deploy-1', [1, 'id'], [2, 'event'], '2'],
    );
  });

  it('is an empty batch', () => {
    expect(
      fromHttp({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body: '[]' }),
    ).toEqual([]);
  });

  it('is refused as a whole if a batch holds more than the reader takes', () => {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    expect(() => fromHttp({ headers, body: '[1,2,3]' }, { maxEvents: 2 })).toThrow(TooManyEvents);
  });

  it('is refused as a whole if a batch is no array, or the body no JSON', () => {
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    expect(fieldsIn(() => fromHttp({ headers: batch, body: '{}' }))).toEqual(['body']);
    expect(fieldsIn(() => fromHttp({ headers: batch, body: '[{]' }))).toEqual(['body']);
    expect(
      issuesIn(() => fromHttp({ headers: batch, body: Buffer.from([0x22, 0xff, 0x22]) }))[0]?.reason,
    ).toBe('is not UTF-8');
  });

  it('is a bare CDEvent', () => {
    const event = onlyEvent({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bareDeployed),
    });
    expect(event).toMatchObject({ name: 'service.deployed', id: 'deploy-1', source: '/pipelines/checkout' });
    expect(event.time).toBe('2026-11-22T10:00:00.123456789+01:00');
  });

  it('takes a body that a framework has parsed already', () => {
    expect(onlyEvent({ headers: { 'content-type': 'application/json' }, body: bareDeployed }).subject).toBe(
      'checkout',
    );
    const { headers, body } = toHttp(deployed);
    expect(onlyEvent({ headers, body: JSON.parse(body.toString()) })).toEqual(deployed);
  });

  it('is refused as a bare CDEvent without an id, or with the placeholder 0', () => {
    for (const id of [undefined, '', '0']) {
      const body = { ...bareDeployed, context: { ...bareDeployed.context, id } };
      expect(fieldsIn(() => onlyEvent({ headers: { 'content-type': 'application/json' }, body }))).toEqual([
        'id',
      ]);
    }
  });

  it('says what to send instead when a CloudEvent comes as plain JSON', () => {
    const message = { headers: { 'content-type': 'application/json' }, body: structuredDeployed };
    expect(issuesIn(() => onlyEvent(message))[0]?.hint).toMatch('application/cloudevents+json');
  });

  it.each(['application/cloudevents+xml', 'application/cloudevents', 'text/plain', ''])(
    'is none that we read: %s',
    (contentType) => {
      expect(httpMode({ 'content-type': contentType })).toBeUndefined();
      expect(fieldsIn(() => fromHttp({ headers: { 'content-type': contentType }, body: '' }))).toEqual([
        'content-type',
      ]);
    },
  );

  it('is refused if headers announce another event than the body', () => {
    const { headers, body } = structuredHttp(structuredDeployed);
    expect(onlyEvent({ headers: { ...headers, 'ce-id': 'deploy-1' }, body }).id).toBe('deploy-1');
    expect(fieldsIn(() => onlyEvent({ headers: { ...headers, 'ce-id': 'other' }, body }))).toEqual(['id']);
  });
});
