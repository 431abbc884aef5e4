import { dispersion, dispersionOf, learnDispersion } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';
import { poisson, random } from './support/traffic.js';

function learnt(seed: number, burst: number, mean = (_: number) => 0.5, seconds = 1_200): number {
  const next = random(seed);
  const state = dispersion();
  for (let second = 0; second < seconds; second++) {
    let bad = 0;
    for (let left = poisson(next, mean(second) / burst); left > 0; left--) {
      bad++;
      while (next() < 1 - 1 / burst) bad++;
    }
    learnDispersion(state, 100, bad);
  }
  return dispersionOf(state);
}

describe('dispersion', () => {
  it.each([1, 2, 3])('is about one for independent errors (seed %i)', (seed) => {
    expect(learnt(seed, 1)).toBeGreaterThanOrEqual(1);
    expect(learnt(seed, 1)).toBeLessThan(1.4);
  });

  it.each([1, 2, 3])('is 2g − 1 or somewhat more for bursts of mean size g (seed %i)', (seed) => {
    expect(learnt(seed, 4)).toBeGreaterThan(5);
    expect(learnt(seed, 4)).toBeLessThan(12);
  });

  it('does not take a step of the rate for bursts', () => {
    expect(learnt(1, 1, (second) => (second < 600 ? 0.5 : 5))).toBeLessThan(1.7);
  });

  it('is the prior before anything was seen, and a single burst moves it at once', () => {
    const state = dispersion();
    expect(dispersionOf(state, 1)).toBe(1);
    for (const bad of [0, 0, 6, 0, 0]) learnDispersion(state, 100, bad);
    expect(dispersionOf(state, 1)).toBeGreaterThan(1.5);
  });
});
