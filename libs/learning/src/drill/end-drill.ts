import type { Decision } from '@hormesis/decider';
import type { Drill, DrillOutcome, DrillStatement } from './drill.js';
import { unknownDrill, whereOf } from './drill-place.js';

export type EndedDrill = { outcome: DrillOutcome; reason: string };

/** Nothing is injected any more. The first end stands. */
export function endDrill(drill: Drill, { outcome, reason }: EndedDrill): Decision<DrillStatement> {
  switch (drill.phase) {
    case 'none':
      return unknownDrill(drill);
    case 'ended':
      return [];
    default:
      return [{ name: 'drill.ended', subject: drill.id, data: { ...whereOf(drill), outcome, reason } }];
  }
}
