import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeriesPoint, seriesAlarm, seriesScorer } from '../../src/series/series-scorer.js';

const minute = 60_000;
const day = 1440 * minute;

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.double() },
);
const pause = fc.oneof(
  { weight: 9, arbitrary: fc.constant(5 * minute) },
  { weight: 1, arbitrary: fc.integer({ min: -day, max: 30 * day }) },
);
const points = fc.array(fc.tuple(pause, value), { minLength: 1, maxLength: 600 }).map((steps) => {
  let t = 1_770_000_000_000;
  return steps.map(([by, value]): SeriesPoint => {
    t += by;
    return { t, value };
  });
});

describe('scores of a series', () => {
  it('are from 0 to 1, whatever comes', () => {
    fc.assert(
      fc.property(points, (all) => {
        for (const score of scores(all)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('never look ahead: those of a beginning are the first of the whole', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const cut = Math.ceil(share * all.length);
        expect(scores(all.slice(0, cut))).toEqual(scores(all).slice(0, cut));
      }),
      { numRuns: 50 },
    );
  });

  it('do not depend on the unit, nor on where zero is', () => {
    const wave = noisy(1500, (n) => 3 * Math.sin(n / 20));
    const other = wave.map(({ t, value }) => ({ t, value: 1024 * (value ?? 0) + 65_536 }));
    const moved = scores(other);
    const apart = scores(wave).map((score, n) => Math.abs(score - (moved[n] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(1e-3);
  });

  it('are 0 for points without a value, which leave no trace', () => {
    const wave = noisy(600, (n) => Math.sin(n / 10));
    const holed = wave.flatMap((point) => [
      point,
      { t: point.t, value: Number.NaN },
      { t: point.t, value: null },
    ]);
    const all = scores(holed);
    expect(all.filter((_, n) => n % 3 !== 0).every((score) => score === 0)).toBe(true);
    expect(all.filter((_, n) => n % 3 === 0)).toEqual(scores(wave));
  });

  it('stay near 0 for a constant, and alarm when it jumps', () => {
    const constant = Array.from({ length: 3000 }, (_, n) => ({ t: n * minute, value: 42 }));
    expect(Math.max(...scores(constant))).toBeLessThan(0.2);
    const jumped = constant.map((point, n) => (n === 2000 ? { ...point, value: 43 } : point));
    expect(alarms(jumped)).toEqual([2000]);
  });
});

describe('alarms of a series', () => {
  it('come at a spike, and again at another much later', () => {
    const wave = noisy(4000, () => 10);
    spike(wave, 2000, 20);
    spike(wave, 3500, 20);
    expect(alarms(wave)).toEqual(expect.arrayContaining([2000, 3500]));
  });

  it('come at the begin of what lasts, not all the while, and its scores stay high', () => {
    const wave = noisy(4000, (n) => (n >= 2500 && n < 2600 ? 8 : 0));
    const during = alarms(wave).filter((n) => n >= 2500 && n < 2600);
    expect(during).toHaveLength(1);
    expect(during[0]).toBeLessThan(2505);
    const all = scores(wave);
    const usual = median(all.slice(1000, 2500));
    expect(Math.min(...all.slice(2505, 2600))).toBeGreaterThan(2 * usual);
  });

  it('come when a daily rise fails to come', () => {
    const wave = noisy(288 * 14, (n) => (n % 288 >= 108 && n % 288 < 216 ? 60 : 0));
    const missing = 288 * 11 + 108;
    const night = wave.map((point, n) =>
      n >= missing && n < missing + 108 ? { ...point, value: (point.value ?? 0) - 60 } : point,
    );
    expect(alarms(wave).filter((n) => n > 288 * 5)).toEqual([]);
    expect(alarms(night)).toEqual(
      expect.arrayContaining([expect.toSatisfy((n: number) => n - missing < 3 && n >= missing)]),
    );
  });

  it('come when a shape changes, though its values do not', () => {
    const wave = noisy(5000, (n) => 30 * Math.sin(n / 12));
    const twice = wave.map((point, n) =>
      n >= 4000 && n < 4100 ? { ...point, value: 30 * Math.sin(n / 6) } : point,
    );
    expect(alarms(twice).some((n) => n >= 4000 && n < 4100)).toBe(true);
  });

  it('come when a noisy series stands still', () => {
    const wave = noisy(5000, () => 0);
    const stuck = wave.map((point, n) => (n >= 4000 && n < 4200 ? { ...point, value: 0.1 } : point));
    expect(alarms(stuck).some((n) => n >= 4000 && n < 4200)).toBe(true);
  });

  it('are rare where nothing is wrong: fewer than one in a thousand points', () => {
    expect(alarms(noisy(20_000, () => 0)).length).toBeLessThan(20);
    expect(alarms(noisy(20_000, (n) => 20 * Math.sin((n * 2 * Math.PI) / 288))).length).toBeLessThan(20);
  });

  it('do not come in the first points', () => {
    const wave = noisy(100, () => 0);
    spike(wave, 90, 50);
    expect(alarms(wave)).toEqual([]);
  });
});

function scores(points: readonly SeriesPoint[]): number[] {
  const scorer = seriesScorer();
  return points.map((point) => scorer.take(point));
}

function alarms(points: readonly SeriesPoint[]): number[] {
  return scores(points).flatMap((score, n) => (score >= seriesAlarm ? [n] : []));
}

/** A point every five minutes: what `usual` says, and noise of a standard deviation of 1, the same each time. */
function noisy(length: number, usual: (n: number) => number): SeriesPoint[] {
  let state = 12_345;
  const fraction = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length }, (_, n) => {
    const noise = Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
    return { t: n * 5 * minute, value: usual(n) + noise };
  });
}

function spike(points: SeriesPoint[], at: number, height: number): void {
  const point = points[at];
  if (point !== undefined) points[at] = { ...point, value: (point.value ?? 0) + height };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
