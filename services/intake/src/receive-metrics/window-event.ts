import { derivedId, type EventOf, type Principal, stateEvent } from '@hormesis/events';
import type { SignalWindow } from '@hormesis/otlp';

export type WindowStamp = {
  /** What the window was made of: the same request sent again makes the same events. */
  digest: string;
  recordedTime: string;
  actor: Principal;
};

/** A window as an event that ends when the window does. */
export function windowEvent(window: SignalWindow, stamp: WindowStamp): EventOf<'signal.measured'> {
  const { service, environment, metric, cohort, source, startMs, durationMs, total, bad, latency } = window;
  const { digest, recordedTime, actor } = stamp;
  return stateEvent(
    {
      name: 'signal.measured',
      subject: `${service}/${environment}/${metric}`,
      data: {
        service: { id: service },
        environment: { id: environment },
        metric,
        cohort,
        start: new Date(startMs).toISOString(),
        durationMs,
        total,
        bad,
        ...(latency ? { latency } : {}),
      },
    },
    {
      id: derivedId(digest, environment, metric, cohort, String(startMs), String(durationMs)),
      source,
      time: new Date(startMs + durationMs).toISOString(),
      recordedTime,
      actor,
    },
  );
}
