import type { Instant } from '@hormesis/events';
import { type Rung, reaches } from '@hormesis/incident';

/** After so long (milliseconds) the world has moved on: the guardian no longer acts alone. */
export const TOO_LATE_TO_ACT_MS = 15 * 60_000;
/** After so long it is history, told afterwards: nothing is recommended either. */
const TOO_LATE_TO_RECOMMEND_MS = 24 * 60 * 60_000;

/** How far the guardian may go for an anomaly that was detected then. */
export function rungInTime(rung: Rung, detectedAt: Instant, now: Date): Rung {
  const age = now.getTime() - Date.parse(detectedAt);
  if (age > TOO_LATE_TO_RECOMMEND_MS) return 'observe';
  return age > TOO_LATE_TO_ACT_MS && reaches(rung, 'pause') ? 'recommend' : rung;
}

/** When something that is told late happened: then. What is told in time is dated by the clock of who decides. */
export function timeOfLate(happenedAt: Instant, now: Date): { time?: Instant } {
  return now.getTime() - Date.parse(happenedAt) > TOO_LATE_TO_ACT_MS ? { time: happenedAt } : {};
}
