import type { Change } from '@hormesis/change';
import { describe, expect, it } from 'vitest';
import { RecentSteps } from '../src/know-changes/recent-steps.js';

const step = (at: number) => ({ at, change: { eventId: `at-${at}` } as Change });

describe('the steps that became known', () => {
  it('are given once to each reader, up to the instant it asks for', () => {
    const steps = new RecentSteps();
    steps.begin([step(30), step(10), step(20)]);
    const first = steps.upTo(20, 0);
    expect(first.steps.map(({ at }) => at)).toEqual([10, 20]);
    steps.add(step(40));
    expect(steps.upTo(40, first.place).steps.map(({ at }) => at)).toEqual([30, 40]);
    expect(steps.upTo(40, 0).steps).toHaveLength(4);
  });

  it('are not kept without end, and nobody gets one twice for it', () => {
    const steps = new RecentSteps();
    let place = 0;
    let given = 0;
    for (let at = 0; at < 60_000; at += 1) {
      steps.add(step(at));
      if (at % 100 !== 0) continue;
      const next = steps.upTo(at, place);
      given += next.steps.length;
      place = next.place;
    }
    expect(given).toBe(59_901);
    expect(steps.upTo(60_000, 0).steps.length).toBeLessThanOrEqual(50_000);
  });
});
