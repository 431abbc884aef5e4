import { describe, expect, it } from 'vitest';
import { decodeEvent, type Event, encodeEvent } from '../src/index.js';
import { bareDeployed, deployed, structuredDeployed } from './support/deployed.js';
import { fieldsIn, issuesIn } from './support/issues-in.js';

const kept = {
  specversion: '1.0',
  id: '1',
  source: '/test',
  type: 'com.example.done',
  time: '2026-11-22T10:00:00Z',
};

describe('identity', () => {
  it.each([
    ['id', undefined],
    ['id', ''],
    ['id', ' '],
    ['source', undefined],
    ['source', ''],
    ['type', undefined],
  ])('is never made up: %s %j', (name, value) => {
    const issues = issuesIn(() => decodeEvent({ ...structuredDeployed, [name]: value }));
    expect(issues[0]).toMatchObject({ field: name, reason: 'is missing or empty' });
    expect(issues[0]?.hint).not.toBe('');
  });

  it('names everything that is wrong with the attributes at once', () => {
    expect(
      fieldsIn(() => decodeEvent({ specversion: '0.3', time: 'noon', type: 't', traceParent: 'x' })),
    ).toEqual(['specversion', 'id', 'source', 'traceParent', 'time']);
  });

  it.each(['a\nb', 'a\u0000b', '\ud800'])('is printable text: %j', (id) => {
    expect(fieldsIn(() => decodeEvent({ ...kept, id }))).toEqual(['id']);
  });
});

describe('time', () => {
  it.each(['2026-11-22T10:00:00.123456789Z', '2026-11-22T10:00:00+05:30', '2026-11-22t10:00:00.1z'])(
    'is kept as written: %s',
    (time) => {
      expect(decodeEvent({ ...kept, time }).time).toBe(time);
      expect(encodeEvent(decodeEvent({ ...kept, time })).time).toBe(time);
    },
  );

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-11-22T10:00:00',
    '2026-11-22',
    '1795342800',
    '2026-11-22T24:00:00Z',
  ])('is refused if it is no instant: %s', (time) => {
    expect(fieldsIn(() => decodeEvent({ ...kept, time }))).toEqual(['time']);
  });

  it('is taken from the CDEvent if the CloudEvent has none', () => {
    const { time: _, ...timeless } = structuredDeployed;
    expect(decodeEvent(timeless).time).toBe(bareDeployed.context.timestamp);
  });

  it('is when the event came in if its author gave none, and is never invented', () => {
    const { time: _, ...timeless } = kept;
    expect(decodeEvent(timeless, { receivedAt: '2026-11-22T11:00:00Z' }).time).toBe('2026-11-22T11:00:00Z');
    expect(fieldsIn(() => decodeEvent(timeless))).toEqual(['time']);
  });
});

describe('extensions', () => {
  it('that have a field of their own are read into it, and written from it', () => {
    expect(encodeEvent(deployed)).toMatchObject({
      recordedtime: '2026-11-22T09:00:00.200Z',
      correlationid: 'inc-1',
      causationid: 'push-1',
      partitionkey: 'checkout',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: 'vendor=1',
      authtype: 'service_account',
      authid: 'shipper',
      onbehalfof: 'ana',
      credentialid: 'ci',
    });
    expect(decodeEvent(encodeEvent(deployed))).toEqual(deployed);
  });

  it.each([
    ['person', 'user'],
    ['agent', 'service_account'],
    ['system', 'system'],
  ] as const)('write a %s as %s, and read it back', (kind, authtype) => {
    const event: Event = { ...deployed, actor: { kind, id: 'x' } };
    expect(encodeEvent(event).authtype).toBe(authtype);
    expect(decodeEvent(encodeEvent(event)).actor).toEqual({ kind, id: 'x' });
  });

  it('keep principals of another kind as they came', () => {
    const event = decodeEvent({ ...kept, authtype: 'api_key', authid: 'k-1', onbehalfof: 'ana' });
    expect(event.actor).toBeUndefined();
    expect(event.extensions).toEqual({ authtype: 'api_key', authid: 'k-1', onbehalfof: 'ana' });
  });

  it('without a field of their own are kept as text, whatever plain type they had', () => {
    const event = decodeEvent({ ...kept, sampledrate: 5, sequence: '0001', urgent: true, nothing: null });
    expect(event.extensions).toEqual({ sampledrate: '5', sequence: '0001', urgent: 'true' });
  });

  it('are plain values', () => {
    expect(fieldsIn(() => decodeEvent({ ...kept, nested: { a: 1 } }))).toEqual(['nested']);
    expect(fieldsIn(() => decodeEvent({ ...kept, ratio: 0.5 }))).toEqual(['ratio']);
  });
});
