import type { Instant } from '@hormesis/events';
import type { Drill } from './drill.js';
import { type DrillSpan, drillAt } from './drill-at.js';
import { drillEndsBy } from './drill-end.js';

/** A drill whose harm may be felt at a time; whether it was over by then. */
export type DrillUnderWay = { id: string; isOver: boolean };

/**
 * The drill that may be behind what is felt at a place at a time. One that was never said to be over is held to be once
 * its time is up, as its injector ends by itself: nobody waits for a process that has died. One that was asked for may
 * have begun a moment before somebody says so.
 */
export function drillUnderWay(
  drills: Iterable<Drill>,
  place: { service: string; environment?: string | null | undefined },
  time: Instant,
): DrillUnderWay | undefined {
  const found = drillAt([...drills].flatMap(feltIn), place, time);
  return found && { id: found.id, isOver: Date.parse(time) > Date.parse(found.endedAt) };
}

function feltIn(drill: Drill): (DrillSpan & { endedAt: Instant })[] {
  if (drill.phase === 'none') return [];
  const { id, order } = drill;
  const place = { service: order.service.id, environment: order.environment.id };
  switch (drill.phase) {
    case 'requested':
      return [{ id, ...place, startedAt: drill.requestedAt, endedAt: drill.requestedAt }];
    case 'running': {
      const endedAt = new Date(drillEndsBy(drill)).toISOString();
      return [{ id, ...place, startedAt: drill.startedAt, endedAt }];
    }
    case 'ended':
      return drill.startedAt === undefined
        ? []
        : [{ id, ...place, startedAt: drill.startedAt, endedAt: drill.endedAt }];
  }
}
