import { type EventOf, environmentOf, isEvent, serviceOf } from '@hormesis/events';
import { at, type WeekLog } from './week-log.js';

type Candidate = EventOf<'attribution.ranked'>['data']['candidates'][number];

/** What the log tells of one incident, up to the end of the week. */
export type IncidentStory = {
  id: string;
  service: string;
  environment: string;
  detected: EventOf<'incident.detected'>;
  anomaly: EventOf<'anomaly.detected'> | undefined;
  onset: string | undefined;
  attribution: { event: EventOf<'attribution.ranked'>; top: Candidate } | undefined;
  /** The change it is attributed to, if that is likelier than not. */
  blamed: (Candidate & { change: NonNullable<Candidate['change']> }) | undefined;
  completed: readonly EventOf<'action.completed'>[];
  unfinished: readonly EventOf<'action.failed' | 'action.refused'>[];
  mitigated: EventOf<'incident.mitigated'> | undefined;
  cleared: EventOf<'anomaly.cleared'> | undefined;
  resolved: EventOf<'incident.resolved'> | undefined;
  /** What says that it was over: cleared, else mitigated, else resolved. */
  end: EventOf<'anomaly.cleared' | 'incident.mitigated' | 'incident.resolved'> | undefined;
  /** Rollbacks of the service while the incident lasted, or made for it. */
  rollbacks: readonly EventOf<'service.rolledback'>[];
  proposals: readonly EventOf<'proposal.proposed' | 'proposal.withheld'>[];
};

/** How sure an attribution must be to count for a number or to be called one. */
export const likelierThanNot = 0.5;

/** The incidents that began or ended in the week, oldest first. */
export function incidentStories(log: WeekLog): IncidentStory[] {
  return firstDetections(log)
    .map((detected) => storyOf(detected, log))
    .filter(({ detected, resolved }) => log.inWeek(detected) || (resolved && log.inWeek(resolved)));
}

function firstDetections(log: WeekLog): EventOf<'incident.detected'>[] {
  const first = new Map<string, EventOf<'incident.detected'>>();
  for (const event of log.of('incident.detected')) {
    if (!first.has(event.subject)) first.set(event.subject, event);
  }
  return [...first.values()];
}

function storyOf(detected: EventOf<'incident.detected'>, log: WeekLog): IncidentStory {
  const id = detected.subject;
  const own = log.known.filter(
    (event) => event.correlationId === id || (event.name.startsWith('incident.') && event.subject === id),
  );
  const anomaly = anomalyOf(detected, log);
  const attributed = own.findLast((event) => isEvent(event, 'attribution.ranked'));
  const top = attributed?.data.candidates[0];
  const mitigated = own.find((event) => isEvent(event, 'incident.mitigated'));
  const resolved = own.findLast((event) => isEvent(event, 'incident.resolved'));
  const cleared = clearedAfter(detected, log);
  return {
    id,
    service: serviceOf(detected) ?? (anomaly && serviceOf(anomaly)) ?? 'unknown',
    environment: detected.data.environment.id,
    detected,
    anomaly,
    onset: anomaly?.data.onset ?? detected.data.onset,
    attribution: attributed && top && { event: attributed, top },
    blamed: top?.change && top.probability >= likelierThanNot ? { ...top, change: top.change } : undefined,
    completed: own.filter((event) => isEvent(event, 'action.completed')),
    unfinished: own.filter((event) => isEvent(event, 'action.failed', 'action.refused')),
    mitigated,
    cleared,
    resolved,
    end: cleared ?? mitigated ?? resolved,
    rollbacks: log
      .of('service.rolledback')
      .filter((event) => event.correlationId === id || happenedDuring(event, detected, resolved ?? cleared)),
    proposals: log.of('proposal.proposed', 'proposal.withheld').filter(({ data }) => data.incident === id),
  };
}

function anomalyOf(detected: EventOf<'incident.detected'>, log: WeekLog) {
  const anomalies = log.of('anomaly.detected');
  return (
    anomalies.find(({ id }) => id === detected.causationId) ??
    anomalies.findLast(({ subject }) => subject === detected.data.anomaly)
  );
}

function clearedAfter(detected: EventOf<'incident.detected'>, log: WeekLog) {
  return log
    .of('anomaly.cleared')
    .find(
      (event) =>
        event.subject === detected.data.anomaly &&
        environmentOf(event) === detected.data.environment.id &&
        at(event.time) >= at(detected.time),
    );
}

/** A rollback of the same service, after the incident was opened and before it was over. */
function happenedDuring(
  rollback: EventOf<'service.rolledback'>,
  detected: EventOf<'incident.detected'>,
  over: EventOf | undefined,
): boolean {
  return (
    over !== undefined &&
    rollback.subject === serviceOf(detected) &&
    rollback.data.environment.id === detected.data.environment.id &&
    at(rollback.time) >= at(detected.time) &&
    at(rollback.time) <= at(over.time)
  );
}
