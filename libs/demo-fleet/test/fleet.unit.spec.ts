import { decodeEvent } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { faultKinds } from '../src/faults/fault-kinds.js';
import { services } from '../src/fleet/cast.js';
import { Random } from '../src/fleet/random.js';
import { writeHistory } from '../src/history/write-history.js';
import { measureWindow } from '../src/live/measure-window.js';
import { initialState } from '../src/live/service-state.js';
import { watchWindow } from '../src/live/watch-window.js';

const now = new Date('2026-11-22T12:00:00Z');
const fleet = () => services.map((service) => initialState(service, 100));
const history = (seed: number) => writeHistory(fleet(), 14, new Random(seed), now);

describe('the fleet', () => {
  it('has about a dozen services, and at least six kinds of fault that befall some of them', () => {
    expect(services).toHaveLength(12);
    expect(faultKinds.length).toBeGreaterThanOrEqual(6);
    for (const kind of faultKinds) expect(services.some(kind.befalls), kind.name).toBe(true);
  });
});

describe('the history', () => {
  it('is the same for the same seed, and another for another', () => {
    const told = (seed: number) => history(seed).map(({ type, subject, time }) => ({ type, subject, time }));
    const anonymous = (seed: number) => told(seed).map(({ type, time }) => ({ type, time }));
    expect(anonymous(7)).toEqual(anonymous(7));
    expect(anonymous(7)).not.toEqual(anonymous(8));
  });

  it('is in order of time, and all of it can be read', () => {
    const events = history(7);
    expect(events.length).toBeGreaterThan(300);
    const times = events.map(({ time }) => String(time));
    expect([...times].sort()).toEqual(times);
    for (const event of events) expect(() => decodeEvent(event)).not.toThrow();
  });
});

describe('the fleet’s alerting', () => {
  const [service] = services;
  const kind = faultKinds[0];
  if (!service || !kind) throw new Error('the fleet is empty');

  it('opens an alert after two bad windows, and closes it after two good ones', () => {
    const random = new Random(1);
    const state = initialState(service, 1);
    const seen: string[] = [];
    for (let n = 0; n < 10; n += 1) {
      const start = new Date(now.getTime() + n * 2_000);
      if (n === 2)
        state.fault = { kind, began: start, bites: start, endsBy: new Date(start.getTime() + 60_000) };
      if (n === 6) delete state.fault;
      for (const event of watchWindow(state, measureWindow(state, start, 2_000, random)))
        seen.push(`${n} ${event.type}`);
    }
    expect(seen).toEqual([
      '3 dev.cdeventsx.hormesis-anomaly.detected.0.1.0',
      '7 dev.cdeventsx.hormesis-anomaly.cleared.0.1.0',
    ]);
  });

  it('sleeps through a healthy hour of every service', () => {
    const random = new Random(3);
    for (const each of services) {
      const state = initialState(each, 1);
      for (let n = 0; n < 1_800; n += 1) {
        const window = measureWindow(state, new Date(now.getTime() + n * 2_000), 2_000, random);
        expect(watchWindow(state, window)).toEqual([]);
      }
    }
  });
});
