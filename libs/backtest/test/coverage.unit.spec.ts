import { Coverage } from '@hormesis/backtest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from './past.js';

const minute = 60_000;
const place = { service: 'checkout', environment: 'production' };
const samples = (minutes: readonly number[]) => ({
  length: minutes.length,
  times: Float64Array.from(minutes, (n) => at(0, n)),
});

describe('what is on record', () => {
  it('has holes where samples are more than two minutes apart', () => {
    const coverage = new Coverage({ from: at(0), to: at(0, 100) });
    coverage.add(place, samples([1, 2, 3, 4, 5, 60, 61, 62]));
    expect(coverage.share).toBeCloseTo(0.08, 5);
    expect(coverage.isCovered(place, at(0, 2), at(0, 3))).toBe(true);
    expect(coverage.isCovered(place, at(0, 20), at(0, 40))).toBe(false);
    expect(coverage.isCovered({ ...place, service: 'basket' }, at(0), at(0, 100))).toBe(false);
    expect(coverage.firstAt(place)).toBe(at(0));
  });

  it('does not reach beyond the period', () => {
    const coverage = new Coverage({ from: at(1), to: at(2) });
    coverage.add(place, samples(Array.from({ length: 2 * 1440 }, (_, n) => n + 720)));
    expect(coverage.isCovered(place, at(0, 720), at(0, 800))).toBe(false);
    expect(coverage.isCovered(place, at(2), at(2, 5))).toBe(false);
    expect(coverage.daysOutside(at(1), [{ ...place, from: at(0), to: at(0, 60) }])).toBe(1);
  });

  it('is the mean over the places, whatever the order in which they come', () => {
    const basket = { ...place, service: 'basket' };
    const build = (...places: (typeof place)[]) => {
      const coverage = new Coverage({ from: at(0), to: at(0, 100) });
      for (const one of places) {
        const length = one === place ? 100 : 50;
        coverage.add(one, samples(Array.from({ length }, (_, n) => n + 1)));
      }
      return coverage;
    };
    expect(build(place, basket).share).toBeCloseTo(0.75, 5);
    expect(build(basket, place)).toEqual(expect.objectContaining({ places: build(place, basket).places }));
  });

  it('counts the time of a hole in which a rule fires, for it tells of the hole', () => {
    const coverage = new Coverage({ from: at(0), to: at(0, 100) });
    coverage.add(place, samples([1, 2, 3, 4, 5, 60, 61, 62]));
    const firing = { ...place, from: at(0, 10), to: at(0, 39) };
    expect(coverage.daysOutside(at(0), [], [firing]) * 1440).toBeCloseTo(8 + 30, 6);
    const incident = { ...place, from: at(0, 20), to: at(0, 29) };
    expect(coverage.daysOutside(at(0), [incident], [firing]) * 1440).toBeCloseTo(8 + 20, 6);
    expect(coverage.daysOutside(at(0), [], [{ ...firing, service: 'basket' }]) * 1440).toBeCloseTo(8, 6);
  });

  it('and what lies outside of spans never sum up to more than what is on record', () => {
    const span = fc.record({
      from: fc.integer({ min: -50, max: 150 }),
      length: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), fc.integer({ min: 0, max: 99 }), (spans, since) => {
        const coverage = new Coverage({ from: at(0), to: at(0, 100) });
        coverage.add(place, samples(Array.from({ length: 100 }, (_, n) => n + 1)));
        const inMs = spans.map(({ from, length }) => ({
          ...place,
          from: at(0, from),
          to: at(0, from + length),
        }));
        const minutes = coverage.daysOutside(at(0, since), inMs) * 1440;
        const expected = Array.from({ length: 100 - since }, (_, n) => n + since).filter(
          (n) => !spans.some(({ from, length }) => n >= from && n <= from + length),
        );
        expect(minutes).toBeCloseTo(expected.length, 6);
        expect(minutes * minute).toBeLessThanOrEqual((100 - since) * minute + 1e-3);
      }),
    );
  });
});
