import type { Decision } from '@hormesis/decider';
import type { Drill, DrillOrder, DrillStatement } from './drill.js';

/** Asks for a drill. Once: what was asked for stays as it is. */
export function requestDrill(drill: Drill, order: DrillOrder): Decision<DrillStatement> {
  if (drill.phase !== 'none') return [];
  return [{ name: 'drill.requested', subject: drill.id, data: order }];
}
