import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEvent } from '@hormesis/events';
import { describe, expect, it } from 'vitest';
import { faultKinds, usualFaultKinds } from '../src/faults/fault-kinds.js';
import { services } from '../src/fleet/cast.js';
import { Random } from '../src/fleet/random.js';
import { writeHistory } from '../src/history/write-history.js';
import { beginBefore } from '../src/live/already-going-wrong.js';
import { awaitsItsTurn, chooseFault, opening } from '../src/live/choose-fault.js';
import type { Fleet } from '../src/live/fleet.js';
import { measureLastMinutes } from '../src/live/last-minutes.js';
import { measureWindow } from '../src/live/measure-window.js';
import { later } from '../src/live/pace.js';
import { initialState } from '../src/live/service-state.js';
import { watchWindow } from '../src/live/watch-window.js';
import type { CloudEvent } from '../src/sending/cloud-event.js';

type Told = { onset: string; observed: number };

const now = new Date('2026-11-22T12:00:00Z');
const fleet = () => services.map((service) => initialState(service, 100));
const history = (seed: number) => writeHistory(fleet(), 14, new Random(seed), now);

describe('the fleet', () => {
  it('has about a dozen services, and as many kinds of fault that befall some of them', () => {
    expect(services).toHaveLength(12);
    expect(usualFaultKinds.length).toBeGreaterThanOrEqual(6);
    expect(faultKinds.length).toBeGreaterThanOrEqual(12);
    expect(new Set(faultKinds.map(({ name }) => name)).size).toBe(faultKinds.length);
    for (const kind of faultKinds) expect(services.some(kind.befalls), kind.name).toBe(true);
  });
});

describe('its code', () => {
  it('knows nothing of the system’s inside', () => {
    const folder = join(import.meta.dirname, '..', 'src');
    const files = globSync('**/*.ts', { cwd: folder });
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => readFileSync(join(folder, file), 'utf8').includes('@hormesis/'))).toEqual(
      [],
    );
  });
});

describe('at the start', () => {
  const started = (alert?: { id: string; metric: string }) => {
    const states = fleet().map((state) =>
      state.service.name === 'inventory' && alert ? { ...state, alert } : state,
    );
    const fleetNow = { states, random: new Random(1), pace: 1, faults: 0 } as unknown as Fleet;
    const change = beginBefore(fleetNow, now);
    measureLastMinutes(fleetNow, now);
    const state = states.find(({ service }) => service.name === 'inventory');
    if (!state) throw new Error('no inventory');
    return { change, state, next: watchWindow(state, measureWindow(state, now, 2_000, new Random(2))) };
  };

  it('a bad version has just come, and the first window raises the alarm', () => {
    const { change, state, next } = started();
    expect(change).toMatchObject({ subject: 'inventory' });
    expect(state.version).toBe(101);
    expect(next.map(({ type }) => type)).toEqual(['dev.cdeventsx.hormesis-anomaly.detected.0.1.0']);
  });

  it('it still runs if the incident is still open', () => {
    const { change, state, next } = started({ id: 'inventory-1', metric: 'http.errors' });
    expect(change).toBeUndefined();
    expect(state).toMatchObject({ version: 100, fault: { version: 100 }, alert: { id: 'inventory-1' } });
    expect(next).toEqual([]);
  });
});

describe('the first faults', () => {
  it('are the same each time, one a service, and nobody deploys these services before', () => {
    const states = fleet();
    const chosen = opening.map((_, count) => chooseFault(states, count, new Random(count)));
    expect(chosen.map((each) => [each?.state.service.name, each?.kind.name])).toEqual(
      opening.map(({ service, fault }) => [service, fault]),
    );
    expect(new Set(opening.map(({ fault }) => fault)).size).toBeGreaterThanOrEqual(6);
    const waiting = (count: number) => states.filter((state) => awaitsItsTurn(state, count)).length;
    expect([waiting(0), waiting(3), waiting(opening.length)]).toEqual([7, 4, 0]);
  });

  it('are followed by others, from outside only where no deployment would be blamed', () => {
    const states = fleet().map((state) => ({ ...state, deployedAt: new Date() }));
    const kinds = Array.from({ length: 200 }, (_, n) => chooseFault(states, 100, new Random(n))?.kind.origin);
    expect(kinds).not.toContain('none');
    expect(new Set(kinds)).toContain('flag');
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

  it('counts each service’s versions up, and goes back only to what ran before', () => {
    const running = new Map<string, number>();
    const newest = new Map<string, number>();
    for (const { type, subject, data } of history(11)) {
      const { version, previousVersion } = (data as { customData?: Record<string, string> }).customData ?? {};
      if (!version || !previousVersion) continue;
      const service = String(subject);
      const [to, from] = [Number(version.slice(1)), Number(previousVersion.slice(1))];
      expect(from).toBe(running.get(service) ?? from);
      if (type.includes('rolledback')) expect(to).toBeLessThan(from);
      else expect(to).toBeGreaterThan(newest.get(service) ?? 0);
      running.set(service, to);
      newest.set(service, Math.max(to, newest.get(service) ?? 0));
    }
    expect(running.size).toBe(12);
  });
});

describe('the fleet’s alerting', () => {
  const [service] = services;
  const kind = faultKinds[0];
  if (!service || !kind) throw new Error('the fleet is empty');

  const seenOver = (faultAt: number, goneAt: number, count: number) => {
    const random = new Random(1);
    const state = initialState(service, 1);
    const seen: { window: number; event: CloudEvent }[] = [];
    for (let n = 0; n < count; n += 1) {
      const start = new Date(now.getTime() + n * 2_000);
      if (n === faultAt) state.fault = { kind, began: start, bites: start, endsBy: later(start, 60, 1) };
      if (n === goneAt) delete state.fault;
      for (const event of watchWindow(state, measureWindow(state, start, 2_000, random)))
        seen.push({ window: n, event });
    }
    return seen;
  };

  it('opens one alert soon after the harm, and closes it soon after the end', () => {
    const seen = seenOver(5, 10, 20);
    expect(seen.map(({ event }) => event.type.split('.').at(-4))).toEqual(['detected', 'cleared']);
    const [opened, closed] = seen.map(({ window }) => window);
    expect(opened).toBeGreaterThanOrEqual(5);
    expect(opened).toBeLessThanOrEqual(7);
    expect(closed).toBeGreaterThanOrEqual(11);
    expect(closed).toBeLessThanOrEqual(15);
  });

  it('says since when, and how bad it has been since', () => {
    const data = seenOver(5, 10, 20)[0]?.event.data as { subject: { content: Told } } | undefined;
    const content = data?.subject.content;
    expect(content?.onset).toBe(new Date(now.getTime() + 5 * 2_000).toISOString());
    expect(content?.observed).toBeGreaterThan(0.12);
  });

  it('does not flap while a fault lasts, whatever its kind, where and for how long', () => {
    for (const fault of usualFaultKinds) {
      for (const each of services.filter(fault.befalls)) {
        const random = new Random(5);
        const state = initialState(each, 1);
        const types: string[] = [];
        for (let n = 0; n < 150; n += 1) {
          const start = new Date(now.getTime() + n * 2_000);
          if (n === 10)
            state.fault = { kind: fault, began: start, bites: start, endsBy: later(start, 600, 1) };
          for (const { type } of watchWindow(state, measureWindow(state, start, 2_000, random)))
            types.push(type);
        }
        expect(types, `${fault.name} on ${each.name}`).toHaveLength(1);
      }
    }
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
