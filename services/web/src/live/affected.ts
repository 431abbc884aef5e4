import type { TimelineEntry } from '@hormesis/api';

export type Resource =
  | 'timeline'
  | 'status'
  | 'deployments'
  | 'changes'
  | 'flags'
  | 'incidents'
  | 'proposals'
  | 'withheld-proposals'
  | 'reports';

/** Which resources an event may have changed. */
export function affectedBy(entry: Pick<TimelineEntry, 'kind' | 'name' | 'incident'>): Resource[] {
  const always: Resource[] = ['timeline', 'status'];
  const incident: Resource[] = entry.incident === null ? [] : ['incidents'];
  if (entry.name.startsWith('postmortem.')) return [...always, 'reports'];
  switch (entry.kind) {
    case 'deployment':
    case 'rollback':
      return [...always, 'deployments', 'changes', ...incident];
    case 'flag':
      return [...always, 'flags', 'changes', 'deployments', ...incident];
    case 'learning':
      return [...always, 'proposals', 'withheld-proposals', 'incidents'];
    case 'anomaly':
    case 'attribution':
    case 'action':
    case 'incident':
    case 'person':
      return [...always, 'incidents'];
    default:
      return [...always, 'changes', ...incident];
  }
}
