import type { Actor } from '@hormesis/api';
import { type Event, type EventOf, isEvent } from '@hormesis/events';
import type { Position } from '@hormesis/log';
import { compareStamps, type Stamp, stampOf } from '@hormesis/projection';
import { incidentOf } from '../projections/incident-of.js';

export const incidentFactNames = [
  'incident.detected',
  'incident.acknowledged',
  'incident.mitigated',
  'incident.reopened',
  'incident.resolved',
  'attribution.ranked',
  'action.recommended',
  'action.requested',
  'action.completed',
  'action.failed',
  'action.refused',
  'action.stopped',
  'action.undoing',
  'action.undone',
  'action.undofailed',
  'action.judged',
  'proposal.proposed',
] as const;

export type IncidentFactName = (typeof incidentFactNames)[number];

/** An event of an incident, as far as its row needs it. */
export type IncidentFact = Stamp &
  {
    [Name in IncidentFactName]: {
      name: Name;
      subject: string;
      data: Pick<EventOf<Name>['data'], Exclude<keyof EventOf<Name>['data'], 'files'>>;
      actor: Actor | null;
    };
  }[IncidentFactName];

/** Which incident the event is a fact of; `null`: it is none. */
export function incidentOfFact(event: Event): string | null {
  return isEvent(event, ...incidentFactNames) ? incidentOf(event) : null;
}

export function factOf(event: EventOf<IncidentFactName>, position: Position): IncidentFact {
  const { name, subject, actor = null } = event;
  const { files: _files, ...data } = event.data as { files?: unknown };
  return { name, subject, data, actor, ...stampOf(event, position) } as IncidentFact;
}

/** The facts with one more, in order of time. */
export function withFact(
  facts: readonly IncidentFact[],
  event: EventOf<IncidentFactName>,
  position: Position,
): IncidentFact[] {
  return [...facts, factOf(event, position)].sort(compareStamps);
}
