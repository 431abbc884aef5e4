import { type EventOf, isEvent, serviceOf } from '@hormesis/events';
import { type IncidentRecord, incidentRecord } from '@hormesis/incident';
import { at, type WeekLog } from './week-log.js';

type Candidate = EventOf<'attribution.ranked'>['data']['candidates'][number];

/** What the log tells of one incident, up to the end of the week. */
export type IncidentStory = IncidentRecord & {
  onset: string | undefined;
  /** The change it is attributed to, if that is likelier than not. */
  blamed: (Candidate & { change: NonNullable<Candidate['change']> }) | undefined;
  requested: readonly EventOf<'action.requested'>[];
  completed: readonly EventOf<'action.completed'>[];
  unfinished: readonly EventOf<'action.failed' | 'action.refused'>[];
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
  const record = incidentRecord(detected, log.known);
  const { actions, anomaly, attribution, id, resolved } = record;
  const top = attribution?.top;
  return {
    ...record,
    onset: anomaly?.data.onset ?? detected.data.onset,
    blamed: top?.change && top.probability >= likelierThanNot ? { ...top, change: top.change } : undefined,
    requested: actions.filter((event) => isEvent(event, 'action.requested')),
    completed: actions.filter((event) => isEvent(event, 'action.completed')),
    unfinished: actions.filter((event) => isEvent(event, 'action.failed', 'action.refused')),
    rollbacks: log
      .of('service.rolledback')
      .filter((event) => event.correlationId === id || happenedDuring(event, detected, resolved)),
    proposals: log.of('proposal.proposed', 'proposal.withheld').filter(({ data }) => data.incident === id),
  };
}

/** A rollback of the same service, after the incident was opened and before it was resolved, if it is. */
function happenedDuring(
  rollback: EventOf<'service.rolledback'>,
  detected: EventOf<'incident.detected'>,
  resolved: EventOf | undefined,
): boolean {
  return (
    rollback.subject === serviceOf(detected) &&
    rollback.data.environment.id === detected.data.environment.id &&
    at(rollback.time) >= at(detected.time) &&
    (resolved === undefined || at(rollback.time) <= at(resolved.time))
  );
}
