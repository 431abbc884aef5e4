import { describe, expect, it } from 'vitest';
import { bounds } from '../../src/detection/latencies.js';
import { isChange } from '../../src/detection/lines.js';
import { epoch } from '../../src/detection/simulate.js';
import { linesOf, secondOf, sum, windowsOf } from './lines-of.js';

const requests = (windows: ReturnType<typeof windowsOf>) => sum(windows.map(({ total }) => total));
const errors = (windows: ReturnType<typeof windowsOf>) => sum(windows.map(({ bad }) => bad));

describe('simulated traffic', () => {
  it('is the same for a seed, and another for another', () => {
    expect(linesOf({}, 7)).toEqual(linesOf({}, 7));
    expect(linesOf({}, 7)).not.toEqual(linesOf({}, 8));
  });

  it('has the rate, the share of errors and the exposure that were planned', () => {
    const exposed = windowsOf({}, 'a');
    const control = windowsOf({}, 'control');
    for (const arm of [exposed, control]) {
      expect(arm).toHaveLength(600);
      // 30,000 requests an arm: five standard deviations are 866 requests and 121 errors.
      expect(Math.abs(requests(arm) - 30_000)).toBeLessThan(866);
      expect(Math.abs(errors(arm) - 0.02 * requests(arm))).toBeLessThan(121);
    }
  });

  it('varies as independent requests do', () => {
    expect(dispersionOf(windowsOf({ seconds: 6000 }, 'a').map(({ total }) => total))).toBeCloseTo(1, 0);
    expect(dispersionOf(windowsOf({ seconds: 6000 }, 'a').map(({ bad }) => bad))).toBeCloseTo(1, 0);
  });

  it.each([2, 4, 8])(
    'has the dispersion of geometric bursts of %i, and as many errors as without',
    (burst) => {
      const windows = windowsOf({ seconds: 12_000, burst }, 'a');
      const dispersion = dispersionOf(windows.map(({ bad }) => bad));
      expect(dispersion / (2 * burst - 1)).toBeGreaterThan(0.85);
      expect(dispersion / (2 * burst - 1)).toBeLessThan(1.15);
      expect(errors(windows) / (0.02 * 600_000)).toBeGreaterThan(0.9);
      expect(errors(windows) / (0.02 * 600_000)).toBeLessThan(1.1);
      expect(windows.every(({ bad, total }) => bad <= total)).toBe(true);
    },
  );

  it('spreads bursts over the seconds that follow', () => {
    const together = windowsOf({ seconds: 12_000, burst: 4 }, 'a').map(({ bad }) => bad);
    const spread = windowsOf({ seconds: 12_000, burst: 4, burstSpread: 5 }, 'a').map(({ bad }) => bad);
    expect(neighbours(together)).toBeLessThan(0.1);
    expect(neighbours(spread)).toBeGreaterThan(0.25);
    expect(dispersionOf(spread)).toBeLessThan(dispersionOf(together));
  });

  it('tells latency as a cumulative histogram of all requests', () => {
    for (const { total, latency } of windowsOf({ seconds: 60 })) {
      const counts = [...bounds.map(String), '+Inf'].map((bound) => latency?.le[bound] ?? Number.NaN);
      expect(counts).toEqual([...counts].sort((one, other) => one - other));
      expect(counts.at(-1)).toBe(total);
      expect(latency?.count).toBe(total);
    }
  });

  it('draws latency from a lognormal of median 120 ms and sigma 0.8', () => {
    const windows = windowsOf({ seconds: 6000 });
    const total = requests(windows);
    const share = (bound: number) => sum(windows.map(({ latency }) => latency?.le[bound] ?? 0)) / total;
    // Φ(ln(x / 120) / 0.8)
    expect(share(100)).toBeCloseTo(0.40986, 2);
    expect(share(250)).toBeCloseTo(0.82043, 2);
    expect(share(1000)).toBeCloseTo(0.99598, 3);
    const mean = sum(windows.map(({ latency }) => latency?.sumMs ?? 0)) / total;
    expect(mean / (120 * Math.exp(0.32))).toBeCloseTo(1, 1);
  });
});

describe('an effect', () => {
  it('strikes the users of its change from its second on, and nobody else', () => {
    const plan = { effects: [{ of: 'a', from: 300, errors: () => 10, slower: () => 2 }] };
    const [before, after] = halves(windowsOf(plan, 'a'), 300);
    expect(errors(before) / requests(before)).toBeCloseTo(0.02, 2);
    expect(errors(after) / requests(after)).toBeCloseTo(0.2, 1);
    expect(meanMs(after) / meanMs(before)).toBeCloseTo(2, 1);
    const [, control] = halves(windowsOf(plan, 'control'), 300);
    expect(errors(control) / requests(control)).toBeCloseTo(0.02, 2);
  });

  it('strikes everybody where no change is named', () => {
    const plan = { effects: [{ from: 0, errors: () => 10 }] };
    for (const cohort of ['a', 'control']) {
      const windows = windowsOf(plan, cohort);
      expect(errors(windows) / requests(windows)).toBeCloseTo(0.2, 1);
    }
  });

  it('can silence the users of a change', () => {
    const plan = { effects: [{ of: 'a', from: 100, silent: true }] };
    expect(Math.max(...windowsOf(plan, 'a').map(secondOf))).toBe(99);
    expect(windowsOf(plan, 'control')).toHaveLength(600);
  });
});

describe('changes', () => {
  it('are told as they reach users, step by step, in percent', () => {
    const steps = [1, 10, 50].map((exposure, n) => ({ at: n * 200, exposure }));
    const plan = { changes: [{ id: 'a', kind: 'flag' as const, steps }] };
    const told = linesOf(plan).filter(isChange);
    expect(told.map(({ t, change }) => [(t - epoch) / 1000, change.exposure])).toEqual([
      [0, 1],
      [200, 10],
      [400, 50],
    ]);
    const exposed = windowsOf(plan, 'a').filter((window) => secondOf(window) < 200);
    expect(requests(exposed) / (200 * 100)).toBeCloseTo(0.01, 2);
  });

  it('of two, some users have both', () => {
    const changes = ['a', 'b'].map((id) => ({
      id,
      kind: 'deploy' as const,
      steps: [{ at: 0, exposure: 50 }],
    }));
    const windows = windowsOf({ changes });
    for (const cohort of ['control', 'a', 'b', 'a+b']) {
      const own = windows.filter((window) => window.cohort === cohort);
      expect(requests(own) / requests(windows)).toBeCloseTo(0.25, 1);
    }
  });

  it('of everybody leave no control', () => {
    const changes = [{ id: 'a', kind: 'deploy' as const, steps: [{ at: 300, exposure: 100 }] }];
    const windows = windowsOf({ changes });
    expect(new Set(windows.filter((window) => secondOf(window) >= 300).map(({ cohort }) => cohort))).toEqual(
      new Set(['a']),
    );
  });
});

describe('reporting', () => {
  it('is in order of arrival, each line after what it tells', () => {
    const lines = linesOf({ reporting: { late: 0.2, lateMs: 5000 } });
    const arrivals = lines.map(({ at }) => at);
    expect(arrivals).toEqual([...arrivals].sort((one, other) => one - other));
    expect(lines.every(({ t, at }) => at > t)).toBe(true);
    const late = lines.filter(({ t, at }) => at - t > 120).length / lines.length;
    expect(late).toBeCloseTo(0.2, 1);
  });

  it('loses windows, and has gaps', () => {
    const lost = windowsOf({ reporting: { lost: 0.1, gaps: [{ of: 'a', from: 10, until: 20 }] } });
    const seconds = lost.filter(({ cohort }) => cohort === 'a').map(secondOf);
    expect(seconds.filter((second) => second >= 10 && second < 20)).toEqual([]);
    expect(lost.filter(({ cohort }) => cohort === 'control').length / 600).toBeCloseTo(0.9, 1);
  });

  it('has clocks that are wrong, each cohort its own, by no more than planned', () => {
    const windows = windowsOf({ reporting: { skewMs: 10_000 } });
    const skews = new Map<string, Set<number>>();
    for (const { cohort, t } of windows) {
      skews.set(cohort, (skews.get(cohort) ?? new Set()).add((((t - epoch) % 1000) + 1000) % 1000));
    }
    expect([...skews.values()].map(({ size }) => size)).toEqual([1, 1]);
    expect(new Set([...skews.values()].flatMap((of) => [...of])).size).toBe(2);
    expect(Math.max(...windows.map(({ t, at }) => Math.abs(at - t)))).toBeLessThan(10_121);
  });
});

function dispersionOf(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length;
  return sum(counts.map((count) => (count - mean) ** 2)) / counts.length / mean;
}

/** How much a count tells of the next: their correlation. */
function neighbours(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length;
  const off = counts.map((count) => count - mean);
  return sum(off.slice(1).map((one, n) => one * (off[n] ?? 0))) / sum(off.map((one) => one ** 2));
}

function halves(windows: ReturnType<typeof windowsOf>, second: number) {
  return [
    windows.filter((one) => secondOf(one) < second),
    windows.filter((one) => secondOf(one) >= second),
  ] as const;
}

function meanMs(windows: ReturnType<typeof windowsOf>): number {
  return sum(windows.map(({ latency }) => latency?.sumMs ?? 0)) / requests(windows);
}
