import type { EventOf } from '@hormesis/events';
import type { RecordedWindow } from '@hormesis/recording';

/** A measured window as it is recorded. */
export function recordedWindowOf({
  data: { service, environment, ...counted },
  recordedTime,
  source,
  time,
}: EventOf<'signal.measured'>): RecordedWindow {
  const { metric, cohort, start, durationMs, total, bad, latency } = counted;
  return {
    ...{ service: service.id, environment: environment.id, metric, cohort, source },
    ...{ start: Date.parse(start), durationMs, total, bad, latency },
    seenAt: Date.parse(recordedTime ?? time),
  };
}
