import type { Event } from '@hormesis/events';
import type { Facts } from './facts.js';
import { gatherChanges } from './gather-changes.js';
import { gatherIncidents } from './gather-incidents.js';

/** What happened, as events of changes, incidents and cases tell it. */
export function gatherFacts(events: readonly Event[]): Facts {
  const incidents = gatherIncidents(events);
  return { incidents, changes: gatherChanges(events, incidents) };
}
