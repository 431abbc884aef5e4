import { isSurging, learnTraffic, trafficLevel } from '@hormesis/statistics';
import { describe, expect, it } from 'vitest';
import { poisson, random } from './support/traffic.js';

/** Seconds in which traffic is found to surge. */
function surges(perSecond: (second: number) => number, seconds = 900): number[] {
  const next = random(3);
  const level = trafficLevel();
  const found: number[] = [];
  for (let second = 0; second < seconds; second++) {
    learnTraffic(level, poisson(next, perSecond(second)), second * 1_000, 1_000);
    if (isSurging(level)) found.push(second);
  }
  return found;
}

describe('traffic', () => {
  it.each([1, 10, 100, 1_000])('does not surge by chance at %i requests a second', (requests) => {
    expect(surges(() => requests)).toEqual([]);
  });

  it('surges within seconds of a peak, until the peak is usual', () => {
    const [first] = surges((second) => (second < 600 ? 100 : 200));
    expect(first).toBeGreaterThanOrEqual(600);
    expect(first).toBeLessThan(606);
  });

  it('does not surge where windows are missing: less may only be lost', () => {
    expect(surges((second) => (second < 600 ? 100 : 30))).toEqual([]);
  });
});
