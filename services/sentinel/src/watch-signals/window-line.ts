import type { EventOf } from '@hormesis/events';
import type { WindowLine } from '@hormesis/statistics';

/** A measured window as the detectors take it; `cohort` says whom it counts, in their words. */
export function windowLine(
  { data, time, recordedTime, source }: EventOf<'signal.measured'>,
  cohort: string,
): WindowLine {
  const { service, environment, metric, start, durationMs, total, bad, latency } = data;
  return {
    t: Date.parse(start) + durationMs,
    at: Date.parse(recordedTime ?? time),
    service: service.id,
    environment: environment.id,
    cohort,
    metric,
    total,
    bad,
    sender: source,
    ...(latency === undefined ? {} : { latency }),
  };
}
