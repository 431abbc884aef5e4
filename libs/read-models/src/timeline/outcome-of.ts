import type { TimelineEntry } from '@hormesis/api';
import { type Event, isEvent } from '@hormesis/events';

const outcomes: Readonly<Record<string, TimelineEntry['outcome']>> = {
  'anomaly.detected': 'bad',
  'incident.detected': 'bad',
  'incident.reopened': 'bad',
  'action.failed': 'bad',
  'action.refused': 'bad',
  'action.undofailed': 'bad',
  'incident.escalated': 'bad',
  'breaker.tripped': 'bad',
  'compute.crashed': 'bad',
  'compute.oomkilled': 'bad',
  'flagpolicy.violated': 'bad',
  'anomaly.cleared': 'good',
  'featureflag.rampcompleted': 'good',
  'incident.mitigated': 'good',
  'incident.recovered': 'good',
  'incident.resolved': 'good',
  'action.completed': 'good',
  'proposal.accepted': 'good',
  'proposal.applied': 'good',
  'proposal.undelivered': 'bad',
  'proposal.reopened': 'bad',
  'proposal.retirementproposed': 'bad',
};

const exercised = { caught: 'good', missed: 'bad', withdrawn: 'neutral' } as const;

/** Whether the event is good news. */
export function outcomeOf(event: Event): TimelineEntry['outcome'] {
  if (isEvent(event, 'proposal.exercised')) return exercised[event.data.outcome];
  return outcomes[event.name] ?? 'neutral';
}
