import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tail } from '../../src/series/tail.js';

describe('how unusual a statistic is', () => {
  it('is the share of the past that was as large, within the past', () => {
    const tail = new Tail();
    for (let n = 1; n <= 2000; n += 1) tail.take(((n * 617) % 1000) / 1000 + 0.001);
    expect(Math.exp(-tail.surprise(0.5))).toBeCloseTo(0.5, 1);
    expect(Math.exp(-tail.surprise(0.75))).toBeCloseTo(0.25, 1);
    expect(Math.exp(-tail.surprise(0.001))).toBeCloseTo(1, 1);
  });

  it('goes on beyond the largest value by the shape of the tail: a heavy one is less surprised', () => {
    const heavy = new Tail();
    const light = new Tail();
    for (let n = 0; n < 4000; n += 1) {
      const rank = (((n * 1733) % 4000) + 0.5) / 4000;
      heavy.take(rank ** -0.5);
      light.take(1 - Math.log(rank) / 4);
    }
    expect(light.surprise(200)).toBeGreaterThan(2 * heavy.surprise(200));
    expect(Math.exp(-heavy.surprise(200))).toBeGreaterThan(1 / 200 ** 2 / 10);
    expect(Math.exp(-heavy.surprise(200))).toBeLessThan((10 * 1) / 200 ** 2);
  });

  it('is small for values of a cluster that keeps coming back, large just beyond it where nothing ever was', () => {
    const tail = new Tail();
    for (let n = 0; n < 3000; n += 1) tail.take(n % 48 === 0 ? 20 + (n % 7) / 10 : 1 + (n % 10) / 10);
    expect(tail.surprise(20.3)).toBeLessThan(6);
    expect(tail.surprise(60)).toBeGreaterThan(10);
  });

  it('never falls as the statistic grows', () => {
    const statistics = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 200 });
    const two = fc.tuple(
      fc.double({ min: 0, max: 1e7, noNaN: true }),
      fc.double({ min: 0, max: 1e7, noNaN: true }),
    );
    fc.assert(
      fc.property(statistics, two, (taken, [a, b]) => {
        const tail = new Tail();
        for (const one of taken) tail.take(one);
        expect(tail.surprise(Math.max(a, b))).toBeGreaterThanOrEqual(tail.surprise(Math.min(a, b)) - 1e-9);
      }),
    );
  });
});
