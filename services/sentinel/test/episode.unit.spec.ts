import type { WindowLine } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';
import { episode, isOver, takeWindow } from '../src/see-recovery/episode.js';

const of = {
  subject: 'a',
  service: 'checkout',
  environment: 'production',
  metric: 'http.errors',
  eventId: 'e',
  changeId: null,
  before: { ratio: 0.005, meanMs: 100 },
};

function window(n: number, bad: number, meanMs?: number): WindowLine {
  const { service, environment, metric } = of;
  const latency = meanMs === undefined ? {} : { latency: { count: 50, sumMs: 50 * meanMs, le: {} } };
  return {
    t: n * 1_000,
    at: n * 1_000,
    service,
    environment,
    metric,
    cohort: 'all',
    total: 50,
    bad,
    ...latency,
  };
}

const after = (method: string, windows: readonly WindowLine[]) =>
  windows.reduce(takeWindow, episode(of, { method, lift: 5, dispersion: 1 }));
const repeat = (count: number, make: (n: number) => WindowLine) =>
  Array.from({ length: count }, (_, n) => make(n));

describe('an episode of errors', () => {
  const harmed = repeat(60, (n) => window(n, 2));
  const healed = repeat(40, (n) => window(60 + n, n % 4 === 0 ? 1 : 0));

  it('stands while they come', () => expect(isOver(after('errors-cusum', harmed))).toBe(false));

  it('is over soon after they end, however long they came', () =>
    expect(isOver(after('errors-cusum', [...harmed, ...healed]))).toBe(true));

  it('is not over after a few quiet seconds', () =>
    expect(isOver(after('errors-cusum', [...harmed, ...healed.slice(0, 5)]))).toBe(false));
});

describe('an episode of slowness', () => {
  const slow = repeat(30, (n) => window(n, 0, 400));

  it('stands while it lasts', () => expect(isOver(after('latency-mean-cusum', slow))).toBe(false));

  it('is over when latency is nearer to what it was', () => {
    const healed = repeat(20, (n) => window(30 + n, 0, 110));
    expect(isOver(after('latency-mean-cusum', [...slow, ...healed]))).toBe(true);
  });

  it('stands when it is only a little better', () => {
    const better = repeat(20, (n) => window(30 + n, 0, 300));
    expect(isOver(after('latency-mean-cusum', [...slow, ...better]))).toBe(false);
  });
});
