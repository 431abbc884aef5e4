import type { BacktestReport } from '@hormesis/events/learning';
import { isSamePlace, type Place } from '../facts/place.js';
import { mostFalseAlarmsAWeek, tooWideAWeek } from './bars.js';
import { instant } from './exercise-on.js';
import { type Firing, toldAt } from './firing.js';
import { poissonInterval } from './poisson-interval.js';
import { rounded } from './rounded.js';

export type FalseAlarms = NonNullable<BacktestReport['falseAlarms']>;

const mostListed = 100;

/** When firings would have told people of something from a moment on, outside of spans at the same place. */
export function falseFirings(
  firings: readonly Firing[],
  from: number,
  spans: readonly (Place & { from: number; to: number })[],
): number[] {
  return firings
    .flatMap((firing) => toldAt(firing).map((at) => ({ at, firing })))
    .filter(({ at }) => at >= from)
    .filter(({ at, firing }) => !spans.some((span) => isIn(span, at) && isSamePlace(span, firing)))
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}

/**
 * Whether a record tells how often a week a rule cries falsely: not where it may be never or more than ten times. Then the
 * count and the time are to be told, not the rate.
 */
export function tellsRate({ low, high }: Pick<FalseAlarms, 'low' | 'high'>): boolean {
  return high <= tooWideAWeek || low > mostFalseAlarmsAWeek;
}

/** How often a week, and between what the true rate lies; `null`: nothing was recorded to count them in. */
export function falseAlarmsOf(at: readonly number[], days: number): FalseAlarms | null {
  if (days <= 0) return null;
  const count = at.length;
  const aWeek = (expected: number) => rounded((expected / days) * 7);
  const { low, high } = poissonInterval(count);
  return {
    count,
    days: rounded(days),
    perWeek: aWeek(count),
    low: aWeek(low),
    high: aWeek(high),
    at: at.slice(0, mostListed).map(instant),
  };
}

function isIn({ from, to }: { from: number; to: number }, at: number): boolean {
  return at >= from && at <= to;
}
