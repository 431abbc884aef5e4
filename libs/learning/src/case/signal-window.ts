import type { Instant } from '@hormesis/events';

/** One recorded window of counts: what `signal.measured` says, flat. */
export type SignalWindow = {
  service: string;
  environment: string;
  metric: string;
  cohort: string;
  start: Instant;
  durationMs: number;
  total: number;
  bad: number;
};

/** When the window ended, in milliseconds since the epoch. */
export function endOf(window: SignalWindow): number {
  return Date.parse(window.start) + window.durationMs;
}
