import { decodeEvent, type Event } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { stampEvent } from '../src/receive-events/stamp-event.js';

const stamp = {
  caller: { token: 'ci', scopes: [], actor: { kind: 'person', id: 'ci', credential: 'ci' } as const },
  recordedTime: '2026-11-22T10:00:00.500Z',
};
const sent = (more: Record<string, string> = {}): Event =>
  decodeEvent({
    specversion: '1.0',
    id: '1',
    source: '/t',
    type: 'com.example.done',
    time: '2026-11-22T10:00:00Z',
    ...more,
  });

describe('stamping an event', () => {
  it('says when we knew, and keeps when it happened', () => {
    const event = stampEvent(sent({ recordedtime: '2020-01-01T00:00:00Z' }), stamp);
    expect([event.time, event.recordedTime]).toEqual(['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.500Z']);
  });

  it('names who acted: whom the event names, else whom the caller names', () => {
    expect(stampEvent(sent({ authtype: 'user', authid: 'ana' }), stamp).actor).toEqual({
      kind: 'person',
      id: 'ana',
      credential: 'ci',
    });
    expect(stampEvent(sent(), stamp).actor).toEqual({ kind: 'person', id: 'ci', credential: 'ci' });
  });

  it('keeps a principal of another kind, and notes the credential beside it', () => {
    const event = stampEvent(sent({ authtype: 'api_key', authid: 'k-1', credentialid: 'root' }), stamp);
    expect(event.actor).toBeUndefined();
    expect(event.extensions).toEqual({ authtype: 'api_key', authid: 'k-1', credentialid: 'ci' });
  });
});
