import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NormalTail } from '../../src/series/fit/normal-tail.js';
import { Episodes } from '../../src/series/live/episodes.js';
import { medianOf } from '../../src/series/past/order.js';
import { Past } from '../../src/series/past/past.js';
import { periodsOf } from '../../src/series/past/periods.js';
import { change, mean, median, sameness } from '../../src/series/statistic/statistic.js';
import { at, minute, noise } from './made.js';

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 80 });

describe('statistics of the last points', () => {
  it('are what they say', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(1, 3, 7), (values, size) => {
        const [means, medians, changes] = [mean(size), median(size), change(size)];
        for (const [n, value] of values.entries()) {
          const last = values.slice(Math.max(0, n + 1 - size), n + 1);
          const before = values.slice(Math.max(0, n + 1 - 2 * size), n + 1 - size);
          const whole = last.length === size;
          expect(means.take(value)).toEqual(whole ? expect.closeTo(average(last), 9) : Number.NaN);
          expect(medians.take(value)).toBe(whole ? medianOf(last) : Number.NaN);
          const changed = n + 1 >= 2 * size;
          expect(changes.take(value)).toEqual(
            changed ? expect.closeTo(average(last) - average(before), 9) : Number.NaN,
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('count how long a value stays the same', () => {
    const statistic = sameness();
    expect([1, 1, 1, 2, 2].map((value) => statistic.take(value))).toEqual([1, 2, 3, 1, 2]);
  });
});

describe('the periods of a series', () => {
  it.each([12, 37, 288])('are found: %d points', (period) => {
    const some = noise(period);
    const times = Float64Array.from({ length: period * 8 }, (_, n) => at(n));
    const values = times.map((_, n) => 10 * Math.sin((2 * Math.PI * n) / period) + some());
    const found = periodsOf(times, values, minute);
    expect(found).toContain(period * minute);
  });
});

describe('the tail of the normal', () => {
  it('goes on beyond what was seen, and falls', () => {
    const some = noise(3);
    const tail = new NormalTail(
      Float64Array.from({ length: 100 }, () => Math.abs(some())),
      0.01,
    );
    const chances = [0, 1, 2, 3, 4, 6, 10].map((height) => tail.chance(height));
    expect(chances).toEqual(chances.toSorted((one, other) => other - one));
    expect(chances[0]).toBe(1);
    expect(chances.at(-1)).toBeGreaterThan(0);
    expect(chances.at(-1)).toBeLessThan(0.002);
  });
});

describe('episodes', () => {
  it('begin once, last while it is nearly as high, and end after a rest', () => {
    const episodes = new Episodes({ threshold: 10, centre: 0, rest: 2 });
    const heights = [1, 11, 12, 7, 11, 1, 11, 1, 1, 1, 11, 1];
    expect(heights.map((height) => episodes.take(height))).toEqual([
      false,
      true,
      ...Array.from({ length: 8 }, () => false),
      true,
      false,
    ]);
  });
});

describe('the past', () => {
  it('keeps the newest points, in bounded memory', () => {
    const past = new Past();
    for (let n = 0; n < 200_000; n += 1) past.take(n, 2 * n);
    expect(past.length).toBeLessThanOrEqual(131_072);
    expect(past.times.at(-1)).toBe(199_999);
    expect(past.values.at(-1)).toBe(399_998);
    expect(past.times[0]).toBe(200_000 - past.length);
  });
});

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
