import type { Instant } from '@hormesis/events';
import type { Circumstances } from '@hormesis/incident';

/** After so long (milliseconds) the world has moved on: the guardian no longer acts alone. */
export const TOO_LATE_TO_ACT_MS = 15 * 60_000;
/** After so long it is history, told afterwards: nothing is recommended either. */
const TOO_LATE_TO_RECOMMEND_MS = 24 * 60 * 60_000;

/** How late an anomaly that was detected then is told. */
export function toldIn(detectedAt: Instant, now: Date): NonNullable<Circumstances['told']> {
  const age = now.getTime() - Date.parse(detectedAt);
  if (age > TOO_LATE_TO_RECOMMEND_MS) return 'history';
  return age > TOO_LATE_TO_ACT_MS ? 'late' : 'in-time';
}

/** When something that is told late happened: then. What is told in time is dated by the clock of who decides. */
export function timeOfLate(happenedAt: Instant, now: Date): { time?: Instant } {
  return now.getTime() - Date.parse(happenedAt) > TOO_LATE_TO_ACT_MS ? { time: happenedAt } : {};
}
