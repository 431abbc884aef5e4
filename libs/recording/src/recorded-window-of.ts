import type { EventOf } from '@hormesis/events';
import type { RecordedWindow } from './recorded-window.js';

/** A measured window as it is recorded. */
export function recordedWindowOf({
  data,
  recordedTime,
  source,
  time,
}: EventOf<'signal.measured'>): RecordedWindow {
  const { service, environment, metric, cohort, start, durationMs, total, bad, latency } = data;
  return {
    service: service.id,
    environment: environment.id,
    metric,
    cohort,
    source,
    start: Date.parse(start),
    durationMs,
    total,
    bad,
    latency,
    seenAt: Date.parse(recordedTime ?? time),
  };
}
