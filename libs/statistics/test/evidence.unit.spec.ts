import {
  addContrast,
  addKnownRate,
  lifts,
  logMeanExp,
  recovery,
  takeRecovery,
  verdictOf,
} from '@hormesis/statistics';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poisson, random } from './support/traffic.js';

const counts = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 50 }))
  .map(([total, bad]) => ({ total, bad: Math.min(total, bad) }));
const gains = () => new Array<number>(lifts.length).fill(0);

describe('exposed against control', () => {
  it('says nothing where nothing bad happened, or where one side has no traffic', () => {
    const sums = gains();
    addContrast(sums, { total: 10, bad: 0 }, { total: 90, bad: 0 }, lifts);
    addContrast(sums, { total: 10, bad: 5 }, { total: 0, bad: 0 }, lifts);
    expect(sums).toEqual(gains());
  });

  it('says more the more bad those exposed have, and less the more the control has', () => {
    fc.assert(
      fc.property(counts, counts, (exposed, control) => {
        const [usual, worse, milder] = [gains(), gains(), gains()];
        addContrast(usual, exposed, control, lifts);
        addContrast(worse, { ...exposed, bad: exposed.bad + 1 }, control, lifts);
        addContrast(milder, exposed, { ...control, bad: control.bad + 1 }, lifts);
        for (const i of lifts.keys()) {
          expect(worse[i]).toBeGreaterThan(usual[i] ?? 0);
          expect(milder[i]).toBeLessThan(usual[i] ?? 0);
        }
      }),
    );
  });

  it('of windows of the same shares, it does not matter how they are cut', () => {
    fc.assert(
      fc.property(counts, counts, (exposed, control) => {
        const [cut, whole] = [gains(), gains()];
        addContrast(cut, exposed, control, lifts);
        addContrast(cut, { ...exposed, bad: 0 }, { ...control, bad: control.bad }, lifts);
        const both = { total: 2 * control.total, bad: 2 * control.bad };
        addContrast(whole, { total: 2 * exposed.total, bad: exposed.bad }, both, lifts);
        for (const i of lifts.keys()) expect(cut[i]).toBeCloseTo(whole[i] ?? 0, 8);
      }),
    );
  });

  it('does not ask for harm below the floor', () => {
    const sums = gains();
    addContrast(sums, { total: 100, bad: 11 }, { total: 100, bad: 10 }, lifts, 1.3);
    for (const [i, lift] of lifts.entries()) {
      if (lift > 1.3) expect(sums[i]).toBeLessThan(0);
      else expect(sums[i]).toBe(0);
    }
  });

  it('keeps Ville’s bound: of healthy runs, few ever reach the threshold', () => {
    const threshold = Math.log(1 / 0.05);
    let reached = 0;
    for (let seed = 0; seed < 400; seed++) {
      const next = random(seed);
      const sums = gains();
      for (let second = 0; second < 600; second++) {
        const exposed = { total: 20, bad: poisson(next, 0.2) };
        addContrast(sums, exposed, { total: 80, bad: poisson(next, 0.8) }, lifts);
        if (logMeanExp(sums) < threshold) continue;
        reached++;
        break;
      }
    }
    expect(reached).toBeLessThanOrEqual(400 * 0.05);
  });
});

describe('against a known rate', () => {
  it('grows by what is more than expected, and falls by what is less', () => {
    const [more, less] = [gains(), gains()];
    addKnownRate(more, { total: 100, bad: 30 }, 0.01, lifts);
    addKnownRate(less, { total: 100, bad: 0 }, 0.01, lifts);
    for (const i of lifts.keys()) {
      expect(more[i]).toBeGreaterThan(0);
      expect(less[i]).toBeLessThan(0);
    }
  });

  it('has a mean of one while nothing is wrong, as evidence must', () => {
    const next = random(1);
    const lift = [2];
    let sum = 0;
    for (let n = 0; n < 20_000; n++) {
      const one = [0];
      addKnownRate(one, { total: 100, bad: poisson(next, 1) }, 0.01, lift);
      sum += Math.exp(one[0] ?? 0);
    }
    expect(sum / 20_000).toBeCloseTo(1, 1);
  });
});

describe('the reverse test', () => {
  const after = (times: number, seed: number) => {
    const next = random(seed);
    let state = recovery(0.005, 5);
    for (let second = 1; second <= 600; second++) {
      state = takeRecovery(state, 50, poisson(next, 50 * 0.005 * times));
      if (verdictOf(state) !== 'undecided') return { verdict: verdictOf(state), second };
    }
    return { verdict: 'undecided', second: 600 };
  };

  it.each([1, 2, 3, 4, 5, 6])('says “recovered” when all is as before, soon (seed %i)', (seed) => {
    expect(after(1, seed)).toMatchObject({ verdict: 'recovered' });
    expect(after(1, seed).second).toBeLessThan(120);
  });

  it.each([1, 2, 3, 4, 5, 6])('says “still harmed” when nothing has changed (seed %i)', (seed) => {
    expect(after(5, seed)).toMatchObject({ verdict: 'still-harmed' });
  });

  it('says nothing without traffic', () => {
    expect(verdictOf(takeRecovery(recovery(0.01, 3), 0, 0))).toBe('undecided');
  });

  it('refuses where there is nothing to recover from', () => {
    expect(() => recovery(0.01, 1)).toThrow(RangeError);
  });
});

it('adds evidence of any size without overflow', () => {
  expect(logMeanExp([2_000, 2_000])).toBeCloseTo(2_000);
  expect(logMeanExp([-5_000, 0])).toBeCloseTo(-Math.LN2);
  expect(logMeanExp([10, 10], 0.5)).toBeCloseTo(5);
});
