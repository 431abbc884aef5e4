import type { Cohort, WatchState } from './state.js';

const tolerated = 2_000;
const windowsRemembered = 60;

/**
 * When a window ended, by the clock of those who receive. The smallest delay of a sender lately is its offset plus what
 * delivery takes; what differs from the other senders by more than two seconds is taken for a wrong clock.
 */
export function correctedTime(state: WatchState, cohort: Cohort, t: number, at: number): number {
  const delay = at - t;
  if (delay < cohort.delay) cohort.delay = delay;
  if (++cohort.delayWindows > windowsRemembered) {
    cohort.delayBefore = cohort.delay;
    cohort.delay = delay;
    cohort.delayWindows = 0;
  }
  const least = cohort.delayBefore === null ? cohort.delay : Math.min(cohort.delay, cohort.delayBefore);
  if (least >= 0 && (state.delivery === null || least < state.delivery)) state.delivery = least;
  const offset = least - (state.delivery ?? 0);
  return Math.abs(offset) <= tolerated ? t : t + offset;
}
