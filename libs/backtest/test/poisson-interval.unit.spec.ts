import { poissonInterval } from '@hormesis/backtest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The probability of at most so many, summed up term by term. */
function poissonAtMost(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let sum = term;
  for (let n = 1; n <= count; n += 1) {
    term *= expected / n;
    sum += term;
  }
  return sum;
}

describe('the exact Poisson interval', () => {
  it('is the one that tables give', () => {
    const table: [number, number, number][] = [
      [0, 0, 3.6889],
      [1, 0.0253, 5.5716],
      [5, 1.6235, 11.6683],
      [10, 4.7954, 18.3904],
      [50, 37.1107, 65.9184],
    ];
    for (const [count, low, high] of table) {
      const interval = poissonInterval(count);
      expect(interval.low).toBeCloseTo(low, 3);
      expect(interval.high).toBeCloseTo(high, 3);
    }
  });

  it('ends at ln 20 = 3.00 for none, where only the upper end is asked for', () => {
    expect(poissonInterval(0, 0.9).high).toBeCloseTo(Math.log(20), 9);
  });

  it('ends where what was counted, or less, or more, has just 2.5 % left', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
        const { low, high } = poissonInterval(count);
        expect(poissonAtMost(count, high)).toBeCloseTo(0.025, 8);
        if (count > 0) expect(1 - poissonAtMost(count - 1, low)).toBeCloseTo(0.025, 8);
      }),
    );
  });

  it('holds the truth at least as often as it says', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 60, noNaN: true }), (truth) => {
        let holds = 0;
        for (let count = 0; count < 200; count += 1) {
          const { low, high } = poissonInterval(count);
          const probability = poissonAtMost(count, truth) - (count > 0 ? poissonAtMost(count - 1, truth) : 0);
          if (low <= truth && truth <= high) holds += probability;
        }
        expect(holds).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});
