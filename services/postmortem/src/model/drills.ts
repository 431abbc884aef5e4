import { type EventOf, serviceOf } from '@hormesis/events';
import { type DrillSpan, drillAt } from '@hormesis/learning';
import type { WeekLog } from './week-log.js';

type Detected = EventOf<'incident.detected'>;

/** What was injected on purpose, up to the end of the week. */
export type Drills = {
  started: readonly EventOf<'drill.started'>[];
  ended: ReadonlyMap<string, EventOf<'drill.ended'>>;
  /** The drill that an incident comes from; `undefined`: it came by itself. */
  behind: (detected: Detected) => string | undefined;
};

export function drillsOf(log: WeekLog): Drills {
  const started = log.of('drill.started');
  const ended = new Map(log.of('drill.ended').map((event) => [event.subject, event]));
  const cases = new Map(log.of('case.assembled').map((event) => [event.subject, event.data]));
  const spans = started.map(
    ({ subject, data: { service, environment, at } }): DrillSpan => ({
      id: subject,
      service: service.id,
      environment: environment.id,
      startedAt: at,
      endedAt: ended.get(subject)?.time ?? null,
    }),
  );
  const anomalies = new Map(log.of('anomaly.detected').map((event) => [event.subject, event.data]));
  const behind = (detected: Detected) => {
    const { anomaly, environment, onset } = detected.data;
    const told =
      cases.get(detected.subject)?.drill ??
      (anomaly === undefined ? undefined : anomalies.get(anomaly)?.drill);
    const service = serviceOf(detected);
    if (told !== undefined || service === undefined) return told;
    return drillAt(spans, { service, environment: environment?.id }, onset ?? detected.time)?.id;
  };
  return { started, ended, behind };
}
