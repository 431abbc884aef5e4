import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../src/faults/fault.js';
import { faultKinds } from '../src/faults/fault-kinds.js';
import { harmAt, sufferersOf } from '../src/faults/harm-at.js';
import { services } from '../src/fleet/cast.js';
import { Random } from '../src/fleet/random.js';
import { latencyQuantile } from '../src/live/latency-histogram.js';
import { measureWindow } from '../src/live/measure-window.js';
import { later } from '../src/live/pace.js';

const now = new Date('2026-11-22T12:00:00Z');
const named = (name: string): FaultKind => {
  const kind = faultKinds.find((each) => each.name === name);
  if (!kind) throw new Error(`no ${name}`);
  return kind;
};

/** The requests of a minute, so many seconds after the fault began to bite. */
const minuteOf = (name: string, seconds: number) => {
  const kind = named(name);
  const service = services.find(kind.befalls);
  if (!service) throw new Error(`${name} befalls nobody`);
  const fault = { kind, began: now, bites: now, endsBy: later(now, 3_600, 1) };
  return measureWindow({ service, fault }, later(now, seconds - 60, 1), 60_000, new Random(4));
};

describe('harm', () => {
  it('is nothing before it bites, and of a known course from then on', () => {
    expect(harmAt(named('bad-deploy'), -1)).toEqual({
      errorRatio: 0,
      slowness: 1,
      slowShare: 0,
      traffic: 1,
    });
    expect(harmAt(named('bad-deploy'), 0).errorRatio).toBe(0.22);
    const creeping = [75, 150, 300, 500].map((at) => harmAt(named('creeping-errors'), at).errorRatio * 100);
    expect(creeping).toEqual([2.5, 5, 10, 10]);
    const flapping = [0, 19, 20, 59, 60].map((at) => harmAt(named('flapping-node'), at).errorRatio > 0);
    expect(flapping).toEqual([true, true, false, false, true]);
  });

  it('is seen in what is measured: fewer requests, more of them, a long tail', () => {
    const usual = minuteOf('stuck-consumer', -600).total;
    expect(usual).toBeGreaterThan(3_000);
    expect(minuteOf('stuck-consumer', 120).total).toBe(0);
    expect(minuteOf('traffic-surge', 120).total).toBeGreaterThan(3 * usual);
    const [tail] = minuteOf('tail-latency', 120).parts;
    expect((tail?.percentiles.p95 ?? 0) / (tail?.percentiles.p50 ?? 1)).toBeGreaterThan(8);
  });

  it('reaches whom its origin says', () => {
    expect(sufferersOf(named('slow-variant'))).toBe('variant');
    expect(sufferersOf(named('slow-leak'))).toBe('version');
    expect(sufferersOf(named('lost-route'))).toBe('everybody');
    const [on, off] = minuteOf('slow-variant', 120).parts;
    expect((on?.latencyMs ?? 0) / (off?.latencyMs ?? 1)).toBeGreaterThan(6);
  });
});

describe('a quantile of latencies', () => {
  it('is that of the slow ones where these are many enough', () => {
    const mix = { medianMs: 100, slowness: 10, slowShare: 0.1 };
    expect(latencyQuantile({ ...mix, slowShare: 0 }, 0.5)).toBeCloseTo(100, 0);
    expect(latencyQuantile(mix, 0.95)).toBeCloseTo(1_000, 0);
    expect(latencyQuantile(mix, 0.5)).toBeLessThan(110);
  });
});
