import type { Decision } from '@hormesis/decider';
import type { Instant } from '@hormesis/events';
import type { Drill, DrillStatement } from './drill.js';
import { unknownDrill, whereOf } from './drill-place.js';

export type StartedDrill = { injector: string; at: Instant };

/** The injector has begun. Said once; what has ended meanwhile does not begin again. */
export function startDrill(drill: Drill, { injector, at }: StartedDrill): Decision<DrillStatement> {
  switch (drill.phase) {
    case 'none':
      return unknownDrill(drill);
    case 'requested':
      return [{ name: 'drill.started', subject: drill.id, data: { ...whereOf(drill), injector, at } }];
    default:
      return [];
  }
}
