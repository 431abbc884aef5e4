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
  | 'learning'
  | 'cases'
  | 'backtests'
  | 'drills'
  | 'reports'
  | 'policy'
  | 'drift'
  | 'ramps'
  | 'flag-findings';

const safeguards = /^(policy|freeze|mark|breaker)\./;

/** Which resources an event may have changed. */
export function affectedBy(entry: Pick<TimelineEntry, 'kind' | 'name' | 'incident'>): Resource[] {
  const always: Resource[] = ['timeline', 'status'];
  const incident: Resource[] = entry.incident === null ? [] : ['incidents'];
  if (entry.name.startsWith('postmortem.')) return [...always, 'reports'];
  if (entry.name.startsWith('drift.')) return [...always, 'drift'];
  if (entry.name.startsWith('flagpolicy.')) return [...always, 'flag-findings'];
  if (entry.name.startsWith('drill.')) return [...always, 'drills', 'learning', ...incident];
  if (safeguards.test(entry.name)) return [...always, 'policy'];
  switch (entry.kind) {
    case 'deployment':
    case 'rollback':
      return [...always, 'deployments', 'changes', 'flag-findings', ...incident];
    case 'flag':
      return [...always, 'flags', 'ramps', 'changes', 'deployments', ...incident];
    case 'learning':
      return [
        ...always,
        'proposals',
        'withheld-proposals',
        'incidents',
        'learning',
        'cases',
        'backtests',
        'drills',
      ];
    case 'action':
      return [...always, 'incidents', 'policy'];
    case 'anomaly':
    case 'attribution':
    case 'incident':
    case 'person':
      return [...always, 'incidents'];
    default:
      return [...always, 'changes', ...incident];
  }
}
