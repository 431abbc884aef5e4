import { describe, expect, it } from 'vitest';
import { Baseline } from '../../src/detection/baseline.js';
import { extremes, limitsFor } from '../../src/detection/calibrate.js';
import { kayenta } from '../../src/detection/kayenta.js';
import type { Plan } from '../../src/detection/plan.js';
import { epoch } from '../../src/detection/simulate.js';
import { threshold } from '../../src/detection/threshold.js';
import { linesOf, quiet } from './lines-of.js';

const never = Number.POSITIVE_INFINITY;

/** What it says of a plan: minutes and changes. The first line after a minute may come a second later. */
function says(subject: Baseline, plan: Partial<Plan>) {
  return linesOf(plan)
    .flatMap((line) => subject.take(line))
    .map(({ t, anomaly }) => [Math.floor((t - epoch) / 60_000), anomaly.changeId]);
}

describe('a threshold', () => {
  it('looks at each minute of the exposed, at its end', () => {
    const subject = () => new Baseline('threshold', threshold, { errors: 0.1, latency: never });
    expect(says(subject(), { effects: [{ of: 'a', from: 120, errors: () => 10 }] })).toEqual([[3, 'a']]);
    expect(says(subject(), {})).toEqual([]);
  });

  it('looks at p99, too', () => {
    const subject = new Baseline('threshold', threshold, { errors: 1, latency: 1500 });
    expect(says(subject, { effects: [{ of: 'a', from: 60, slower: () => 3 }] })).toEqual([[2, 'a']]);
  });
});

describe('minute points by Mann and Whitney', () => {
  const subject = () => new Baseline('kayenta', kayenta, { errors: 3, latency: never });

  it('needs several minutes', () => {
    // Seven points all above seven others: z = 3.07. Six above six: 2.80.
    expect(says(subject(), { effects: [{ of: 'a', from: 0, errors: () => 10 }] })).toEqual([[7, 'a']]);
  });

  it('compares with the time before where nobody else is left', () => {
    const plan = {
      historySeconds: 600,
      changes: [{ id: 'a', kind: 'deploy' as const, steps: [{ at: 0, exposure: 100 }] }],
    };
    const [[minute, change] = []] = says(subject(), {
      ...plan,
      effects: [{ of: 'a', from: 0, errors: () => 10 }],
    });
    expect(change).toBe('a');
    expect(minute).toBeLessThan(7);
    expect(says(subject(), plan)).toEqual([]);
  });
});

describe('calibration', () => {
  it('sets limits that the given share of healthy runs passes', () => {
    const highest = Array.from({ length: 400 }, (_, n) => ({ errors: n, latency: 2 * n }));
    const limits = limitsFor(0.01, highest);
    // A half of a percent each: two runs of four hundred lie above.
    expect(highest.filter(({ errors }) => errors > limits.errors)).toHaveLength(2);
    expect(highest.filter(({ latency }) => latency > limits.latency)).toHaveLength(2);
  });

  it('takes the highest verdict of a run', () => {
    const [calm] = extremes([threshold], quiet, 3);
    const [bad] = extremes([threshold], { ...quiet, effects: [{ of: 'a', from: 300, errors: () => 10 }] }, 3);
    expect(calm?.errors).toBeLessThan(0.05);
    expect(bad?.errors).toBeGreaterThan(0.15);
  });
});
