import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from '../../src/detection/mann-whitney.js';

describe("Mann and Whitney's test", () => {
  it('gives the known deviate of a published example', () => {
    // Ages at diagnosis of men and women: U 17 of 20 pairs, two-sided p 0.11135 with continuity.
    const z = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12]);
    expect(z).toBeCloseTo((17 - 10 - 0.5) / Math.sqrt((20 * 10) / 12), 10);
    expect(z).toBeCloseTo(1.5922, 4);
  });

  it('corrects for ties', () => {
    // Ranks 1, 3, 3 and 3, 5: U of the first is 1 of 6; the variance is 6 / 12 × (6 − 24 / 20).
    expect(mannWhitney([1, 2, 2], [2, 3])).toBeCloseTo((1 - 3 + 0.5) / Math.sqrt(0.5 * 4.8), 10);
  });

  it('says nothing of equal values, or of none', () => {
    expect(mannWhitney([1, 1], [1, 1, 1])).toBe(0);
    expect(mannWhitney([], [1])).toBe(0);
  });

  it('is the opposite when the samples change places, and knows only their order', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sample, sample, (one, other) => {
        const z = mannWhitney(one, other);
        expect(mannWhitney(other, one)).toBeCloseTo(-z, 10);
        expect(
          mannWhitney(
            one.map((n) => n ** 3),
            other.map((n) => n ** 3),
          ),
        ).toBeCloseTo(z, 10);
      }),
    );
  });
});
