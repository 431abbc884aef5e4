import { describe, expect, it } from 'vitest';
import { type ClassGuard, type Occurrence, summariseClass } from '../src/learning/summarise-class.js';

const occurred = (day: number, detectMs: number, drill = false): Occurrence => ({
  fingerprint: 'fc-1',
  class: { service: 'checkout', metric: 'http.errors', failure: 'errors', change: 'none', signature: null },
  incident: `inc-${day}`,
  onset: `2026-11-0${day}T10:00:00Z`,
  detectMs,
  detectedBy: 'contrast',
  stoppedBy: 'people',
  exposedUserSeconds: detectMs,
  drill,
});

const guard = (appliedAt: string | null): ClassGuard => ({
  ...{ fingerprint: 'fc-1', id: 'pro-1', title: 'An alert', state: 'applied', appliedAt },
  ...{ caught: 0, missed: 0, fired: 0, rightly: 0, precision: null },
});

const trendOf = (occurrences: readonly Occurrence[], ...guards: ClassGuard[]) =>
  summariseClass('fc-1', { occurrences, guards, open: 0 }).trend;

describe('the trend of a class', () => {
  const twice = [occurred(1, 60_000), occurred(3, 5_000)];

  it('says whether a guard was in force when it last came', () => {
    expect(trendOf(twice)).toEqual({ detection: 'falling', exposure: 'falling', guarded: false });
    expect(trendOf(twice, guard('2026-11-02T00:00:00Z')).guarded).toBe(true);
    expect(trendOf(twice, guard('2026-11-04T00:00:00Z')).guarded).toBe(false);
    expect(trendOf(twice, guard(null)).guarded).toBe(false);
  });

  it('counts no drill', () => {
    const drilled = [occurred(1, 60_000), occurred(3, 5_000, true)];
    expect(trendOf(drilled, guard('2026-11-02T00:00:00Z'))).toEqual({
      ...{ detection: 'unknown', exposure: 'unknown', guarded: false },
    });
  });
});
