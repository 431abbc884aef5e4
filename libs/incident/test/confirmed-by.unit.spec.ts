import type { DataOf, EventOf, Principal } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { type ConfirmedBy, confirmedBy } from '../src/index.js';
import { ana, anomaly, place } from './story.js';

type Name =
  | `incident.${'annotated' | 'resolved' | 'acknowledged' | 'recovered'}`
  | `action.${'requested' | 'completed' | 'judged'}`;
const guardian: Principal = { kind: 'system', id: 'guardian' };

function told<N extends Name>(name: N, data: Partial<DataOf<N>>, actor = ana): EventOf {
  const { id, source, time } = anomaly();
  return { id, source, time, name, type: name, subject: 'it', data: { ...place, ...data }, actor } as EventOf;
}
const note = (words: string, actor = ana) => told('incident.annotated', { note: words }, actor);
const fired = anomaly({ data: { ...anomaly().data, guard: 'pro-1' } });
const ofGuard = (...own: readonly EventOf[]) => confirmedBy({ own, anomalies: [fired] });

describe('an incident that a guard opened', () => {
  it.each<[string, readonly EventOf[], ConfirmedBy | null]>([
    ['nothing', [], null],
    ['that somebody took it', [told('incident.acknowledged', {})], null],
    ['what people note', [note('payments were down')], 'person'],
    ['what others note', [note('seen', guardian)], null],
    ['how a person says that it ended', [told('incident.resolved', { resolution: 'rolled back' })], 'person'],
    ['how the guardian does', [told('incident.resolved', { resolution: 'cleared' }, guardian)], null],
    ['an action that a person asked for', acted(ana), 'person'],
    ['an action of the guardian', acted(guardian), null],
    ['an action that a person confirmed', [judged('person')], 'action'],
    ['an action after which the guard fell silent', [judged('recovery'), well('anomaly-cleared')], null],
    ['an action after which it was measured to be well', [well('reverse-test/1')], 'action'],
    ['a person who calls it off', [well('reverse-test/1'), note('False alarm: a load test')], null],
    ['a person who thinks again', [note('false alarm'), note('it was real')], 'person'],
  ])('is confirmed by: %s', (_, own, by) => {
    expect(ofGuard(...own)).toBe(by);
  });

  it('is confirmed by users that were harmed, a drill, and any other detector', () => {
    expect(confirmedBy({ own: [], anomalies: [fired], harmed: true })).toBe('users');
    const drilled = anomaly({ data: { ...fired.data, drill: 'drill-1' } });
    expect(confirmedBy({ own: [], anomalies: [drilled] })).toBe('drill');
    expect(confirmedBy({ own: [], anomalies: [fired, anomaly()] })).toBe('detector');
  });
});

describe('an incident that others opened', () => {
  it('is one, unless a person says that it was a false alarm', () => {
    expect(confirmedBy({ own: [], anomalies: [anomaly()] })).toBe('detector');
    expect(confirmedBy({ own: [], anomalies: [] })).toBe('person');
    const resolved = told('incident.resolved', { resolution: 'false-alarm' });
    expect(confirmedBy({ own: [resolved], anomalies: [anomaly()] })).toBeNull();
  });
});

function acted(by: Principal): EventOf[] {
  return [told('action.requested', {}, by), told('action.completed', {}, guardian)];
}

function judged(by: 'person' | 'recovery'): EventOf {
  return told('action.judged', { verdict: 'confirmed', by }, by === 'person' ? ana : guardian);
}

function well(method: string): EventOf {
  return told('incident.recovered', { method }, guardian);
}
