import { describe, expect, it } from 'vitest';
import { vusPr } from '../src/series/range-pr.js';

const anomalies = [
  { from: 300, to: 350 },
  { from: 700, to: 720 },
];

describe('the volume under the precision-recall surface', () => {
  it('is 1 for scores that are high in the anomalies and nowhere else', () => {
    expect(
      vusPr(
        scored((n) => (inAnomaly(n) ? 1 + n : 0)),
        anomalies,
        0,
      ),
    ).toBeGreaterThan(0.95);
  });

  it('is about the share of wrong points for scores that know nothing', () => {
    expect(
      vusPr(
        scored((n) => (n * 617) % 1000),
        anomalies,
        0,
      ),
    ).toBeLessThan(0.12);
  });

  it('asks for every anomaly: finding all points of one of two is worth less than half of each', () => {
    const one = vusPr(
      scored((n) => (n >= 300 && n < 350 ? 1 + n : 0)),
      anomalies,
      0,
    );
    const half = vusPr(
      scored((n) => (inAnomaly(n) && n % 2 === 0 ? 1 + n : 0)),
      anomalies,
      0,
    );
    expect(one).toBeLessThan(half);
  });

  it('forgives scores that are a few points late, the more the wider the buffer', () => {
    const late = scored((n) => (inAnomaly(n - 10) ? 1 + n : 0));
    expect(vusPr(late, anomalies, 60)).toBeGreaterThan(vusPr(late, anomalies, 0) + 0.1);
  });

  it('does not depend on the scale of the scores', () => {
    const some = scored((n) => ((n * 617) % 1000) + (inAnomaly(n) ? 300 : 0));
    expect(
      vusPr(
        some.map((score) => Math.log1p(score)),
        anomalies,
        40,
      ),
    ).toBeCloseTo(vusPr(some, anomalies, 40), 9);
  });

  it('says nothing of a series without an anomaly', () => {
    expect(
      vusPr(
        scored(() => 0),
        [],
        10,
      ),
    ).toBeNaN();
  });
});

function inAnomaly(n: number): boolean {
  return anomalies.some(({ from, to }) => n >= from && n < to);
}

function scored(score: (n: number) => number): Float64Array {
  return Float64Array.from({ length: 1000 }, (_, n) => score(n));
}
