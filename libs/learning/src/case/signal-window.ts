import type { Instant, LatencyHistogram } from '@hormesis/events';

/** One recorded window of counts: what `signal.measured` says, flat. */
export type SignalWindow = {
  service: string;
  environment: string;
  metric: string;
  cohort: string;
  /** Who measured it. The same window of the same source counts once. */
  source?: string | undefined;
  start: Instant;
  durationMs: number;
  total: number;
  bad: number;
  latency?: LatencyHistogram | null | undefined;
  /** When it became known, milliseconds since 1970; absent: at its end. */
  seenAt?: number | undefined;
};

/** When the window ended, in milliseconds since the epoch. */
export function endOf(window: SignalWindow): number {
  return Date.parse(window.start) + window.durationMs;
}

/** When the window became known, in milliseconds since the epoch. */
export function seenAt(window: SignalWindow): number {
  return window.seenAt ?? endOf(window);
}

/** Windows by their end, each once: of one that was measured or sent again the last counts. */
export function inOrderOnce(windows: readonly SignalWindow[]): SignalWindow[] {
  const newest = new Map<string, SignalWindow>();
  for (const window of windows) {
    const key = keyOf(window);
    const known = newest.get(key);
    if (!known || isNewer(window, known)) newest.set(key, window);
  }
  return [...newest.entries()]
    .sort(([a, one], [b, other]) => endOf(one) - endOf(other) || (a < b ? -1 : 1))
    .map(([, window]) => window);
}

function keyOf({ service, environment, metric, cohort, source, start, durationMs }: SignalWindow): string {
  return JSON.stringify([service, environment, metric, cohort, source ?? '', Date.parse(start), durationMs]);
}

function isNewer(one: SignalWindow, other: SignalWindow): boolean {
  return (seenAt(one) - seenAt(other) || one.total - other.total || one.bad - other.bad) > 0;
}
