import { describe, expect, it } from 'vitest';
import { scenario, scenarios } from '../../src/detection/scenarios/all.js';
import { seedOf } from '../../src/detection/seeds.js';

describe('scenarios', () => {
  it('each have a name of their own, and healthy traffic to calibrate on', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
    for (const { alike } of scenarios) expect(scenario(alike).truth.kind).toBe('healthy');
  });

  it('harm nobody before the fault they tell of, and then whom they say', () => {
    for (const { name, plan, truth } of scenarios) {
      const harmful = plan.effects.filter(
        ({ errors, slower, tail, silent, from }) =>
          Boolean(silent || tail || (errors?.(3600) ?? 1) > 1.5 || (slower?.(3600) ?? 1) > 1.1) && from >= 0,
      );
      if (truth.kind === 'healthy') {
        expect([name, truth.mayTell === true || harmful.length === 0]).toEqual([name, true]);
      } else {
        expect([name, Math.min(...harmful.map(({ from }) => from))]).toEqual([name, truth.onset]);
        expect(new Set(harmful.map(({ of }) => of))).toEqual(new Set([truth.guilty]));
        expect(plan.seconds).toBeGreaterThanOrEqual(truth.onset + 1800);
      }
    }
  });

  it('says which there are when asked for another', () => {
    expect(() => scenario('no such')).toThrow(/healthy/);
  });
});

it('no run to score by has the seed of one to calibrate by', () => {
  const seeds = (use: 'score' | 'train') =>
    scenarios.flatMap(({ name }) => Array.from({ length: 400 }, (_, n) => seedOf(name, use, n)));
  const training = new Set(seeds('train'));
  expect(seeds('score').filter((seed) => training.has(seed)).length).toBeLessThan(5);
});
