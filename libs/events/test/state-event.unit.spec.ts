import { describe, expect, it } from 'vitest';
import { derivedId, keyOf, stateEvent, topicOf, uuidV7 } from '../src/index.js';
import { issuesIn } from './support/issues-in.js';

const service = { id: 'checkout' };
const cleared = {
  name: 'anomaly.cleared',
  subject: 'anomaly-1',
  data: { service, environment: { id: 'production' } },
} as const;

describe('stating an event', () => {
  it('puts an envelope on the statement', () => {
    const event = stateEvent(cleared, {
      source: '/hormesis/test',
      time: '2026-11-22T10:00:00Z',
      causationId: 'c',
    });
    expect(event).toMatchObject({
      name: 'anomaly.cleared',
      type: 'dev.cdeventsx.hormesis-anomaly.cleared.0.1.0',
      subject: 'anomaly-1',
      source: '/hormesis/test',
      time: '2026-11-22T10:00:00Z',
      recordedTime: '2026-11-22T10:00:00Z',
      causationId: 'c',
    });
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('leaves out what is not there, and fills in defaults', () => {
    const event = stateEvent(
      {
        name: 'anomaly.detected',
        subject: 'a',
        data: {
          ...cleared.data,
          metric: 'http.errors',
          onset: '2026-11-22T10:00:00Z',
          method: 'person',
          severity: undefined as never,
        },
      },
      { source: '/s' },
    );
    expect(event.data.severity).toBe('critical');
    expect(event).not.toHaveProperty('causationId');
  });

  it('refuses data that no reader could read', () => {
    const wrong = { ...cleared, data: { service } } as unknown as typeof cleared;
    expect(issuesIn(() => stateEvent(wrong, { source: '/s' }))[0]?.field).toBe('data.environment');
  });
});

describe('where an event stands', () => {
  it('is on the topic of its type, under the service it concerns', () => {
    const event = stateEvent(cleared, { source: '/s' });
    expect([topicOf(event), keyOf(event)]).toEqual(['hormesis.incidents', 'checkout']);
  });

  it('is under its own id if it was learned', () => {
    const event = stateEvent(
      { name: 'proposal.accepted', subject: 'p-1', data: { service, incident: 'inc-1' } },
      { source: '/s' },
    );
    expect([topicOf(event), keyOf(event)]).toEqual(['hormesis.learning', 'p-1']);
  });
});

describe('ids', () => {
  it('derived from the same parts are the same, from others differ', () => {
    expect(derivedId('a', 'b')).toBe(derivedId('a', 'b'));
    expect(
      new Set([
        derivedId('a', 'b'),
        derivedId('b', 'a'),
        derivedId('ab'),
        derivedId('a', 'b', ''),
        derivedId('a;1:b'),
      ]).size,
    ).toBe(5);
    expect(derivedId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('made new begin with their time', () => {
    expect(uuidV7(0x0199_0000_0000)).toMatch(/^01990000-0000-7/);
    expect(uuidV7()).not.toBe(uuidV7());
  });
});
