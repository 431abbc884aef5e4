import type { TimelineEntry } from '@hormesis/api';
import type { Event } from '@hormesis/events';

type Kind = TimelineEntry['kind'];

const exactly: Readonly<Record<string, Kind>> = {
  'service.rolledback': 'rollback',
  'incident.acknowledged': 'person',
  'incident.annotated': 'person',
};

const bySubject: Readonly<Record<string, Kind>> = {
  service: 'deployment',
  featureflag: 'flag',
  flagpolicy: 'flag',
  anomaly: 'anomaly',
  attribution: 'attribution',
  action: 'action',
  incident: 'incident',
  proposal: 'learning',
  case: 'learning',
  drill: 'learning',
  postmortem: 'learning',
  compute: 'compute',
};

/** Which sort of line the event is on the timeline. */
export function kindOf({ name }: Event): Kind {
  return exactly[name] ?? bySubject[name.slice(0, name.indexOf('.'))] ?? 'other';
}
