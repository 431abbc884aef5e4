import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LearnPoint, SeriesLearner } from '../../src/series/series-learner.js';
import { at, noise } from './made.js';

type Made = { seed: number; height: number; season: number; holes: number; long: number };

const made = fc.record({
  seed: fc.integer({ min: 1, max: 1000 }),
  height: fc.integer({ min: 0, max: 30 }),
  season: fc.constantFrom(0, 5, 20),
  holes: fc.constantFrom(0, 7, 50),
  long: fc.integer({ min: 1, max: 25 }),
});

const told = 300;
const length = 520;

describe('learning from a series', () => {
  it('never looks ahead: what was said of a beginning stays, whatever comes', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: length }), (one, cut) => {
        const points = pointsOf(one);
        const whole = saidOf(points, one.long).slice(0, cut);
        const changed = points.map((point, n) => (n < cut ? point : { t: point.t, value: 1e6 * (n % 3) }));
        expect(saidOf(changed, one.long).slice(0, cut)).toEqual(whole);
        expect(saidOf(points.slice(0, cut), one.long)).toEqual(whole);
      }),
      { numRuns: 4 },
    );
  });

  it('fires only once there is a proposal, in order of time, not after the line that shows it', () => {
    fc.assert(
      fc.property(made, (one) => {
        const points = pointsOf(one);
        const fired = saidOf(points, one.long).flatMap(({ fires }, n) =>
          fires === undefined ? [] : [{ fires, n }],
        );
        for (const [place, { fires, n }] of fired.entries()) {
          expect(n).toBeGreaterThan(told);
          expect(fires).toBeLessThanOrEqual(points[n]?.t ?? 0);
          expect(fires).toBeGreaterThan(fired[place - 1]?.fires ?? 0);
        }
      }),
      { numRuns: 4 },
    );
  });
});

function pointsOf({ seed, height, season, holes, long }: Made): LearnPoint[] {
  const some = noise(seed);
  return Array.from({ length }, (_, n) => {
    const wrong = (n > told - long && n <= told) || (n > 400 && n <= 400 + long);
    const value = 100 + season * Math.sin(n / 8) + some() + (wrong ? height : 0);
    return { t: at(n), value: holes > 0 && n % holes === 0 ? null : value };
  });
}

type Said = { taught: string | undefined; fires: number | undefined };

/** What is said at each point. */
function saidOf(points: readonly LearnPoint[], long: number): Said[] {
  const learner = new SeriesLearner();
  return points.map((point, n) => {
    const fires = learner.take(point)?.t;
    const taught = n === told ? learner.learn(at(n), { from: at(n - long + 1), to: at(n) }) : undefined;
    return { taught: taught && JSON.stringify(taught), fires };
  });
}
