import type { Event } from '@hormesis/events';

const told: ReadonlySet<string> = new Set([
  'service.deployed',
  'service.upgraded',
  'service.rolledback',
  'service.removed',
  'featureflag.flipped',
  'featureflag.ramped',
  'featureflag.ramppaused',
  'featureflag.rampaborted',
  'flagpolicy.refused',
  'attribution.ranked',
  'drift.detected',
  'drift.proposed',
  'drift.stuck',
  'drift.closed',
  'proposal.proposed',
  'proposal.accepted',
  'proposal.rejected',
  'proposal.applied',
  'proposal.exercised',
  'proposal.reopened',
  'proposal.retired',
  'case.assembled',
  'drill.started',
  'drill.ended',
]);

/** Whether the event belongs to the short version of the story. */
export function tellsStory({ name }: Event): boolean {
  return told.has(name) || name.startsWith('incident.') || name.startsWith('action.');
}
