import type { Instant } from '@hormesis/events';
import type { RampGuard } from './schedule.js';

/** Requests that a step must have had before it counts as measured, unless the guard says another number. */
export const defaultMinRequests = 20;

/** How old the newest window may be, milliseconds: two of the longest windows. */
export const freshMs = 120_000;

/** What a guard's windows say about the users that a step exposes, since its requests count. */
export type GuardReading = {
  total: number;
  bad: number;
  /** The end of the newest window; none: there is no window. */
  newest?: Instant | undefined;
};

/** What is missing before the step counts as measured, as half a sentence; `undefined`: nothing. */
export function missingOf(
  guard: RampGuard,
  reading: GuardReading | undefined,
  now: Date,
): string | undefined {
  const what = `${guard.metric} of ${guard.service}`;
  if (reading?.newest === undefined) return `there is no window of ${what} for the exposed users`;
  const ageMs = now.getTime() - Date.parse(reading.newest);
  if (ageMs > freshMs) return `the newest window of ${what} is ${Math.round(ageMs / 1_000)} s old`;
  const { minRequests = defaultMinRequests } = guard;
  if (reading.total >= minRequests) return undefined;
  return `${what} counts ${reading.total} of the ${minRequests} requests that are needed`;
}

/** What is bad, as half a sentence; `undefined`: nothing, or too little is known to say so. */
export function faultOf(guard: RampGuard, reading: GuardReading | undefined): string | undefined {
  const { worstRatio, minRequests = defaultMinRequests } = guard;
  if (worstRatio === undefined || reading === undefined || reading.total < minRequests) return undefined;
  const ratio = reading.bad / reading.total;
  if (ratio <= worstRatio) return undefined;
  return `${percent(ratio)} of ${reading.total} requests were bad by ${guard.metric} of ${guard.service}, and at most ${percent(worstRatio)} may be`;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(3))} %`;
}
