import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { EventLog } from '@hormesis/log';
import { projectionStatus } from '@hormesis/projection';

const patienceMs = 60_000;

export type Outcome = {
  sent: number;
  /** Events that are not on the timeline, and lines of events that were never sent. */
  missing: number;
  unknown: number;
  /** Flag events that were sent, and how many the flags have counted. */
  flagEvents: number;
  flagEventsCounted: number;
  parked: number;
};

/** Waits until everything is taken in, and compares the read models with what was sent. */
export async function outcomeOf(
  db: Database,
  log: EventLog,
  sent: ReadonlyMap<string, Event>,
): Promise<Outcome> {
  const parked = await untilCaughtUp(db, log);
  const lines = await db.query<{ id: string }>(
    `select source || E'\\n' || event_id as id from read.timeline_event`,
  );
  const onTimeline = new Set(lines.map(({ id }) => id));
  const [flags] = await db.query<{ count: number }>(
    `select coalesce(sum((facets ->> 'count')::int), 0)::int as count from read.flag_state`,
  );
  return {
    sent: sent.size,
    missing: [...sent.keys()].filter((id) => !onTimeline.has(id)).length,
    unknown: [...onTimeline].filter((id) => !sent.has(id)).length + lines.length - onTimeline.size,
    flagEvents: [...sent.values()].filter(({ name }) => name.startsWith('featureflag.')).length,
    flagEventsCounted: flags?.count ?? 0,
    parked,
  };
}

async function untilCaughtUp(db: Database, log: EventLog): Promise<number> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const status = await projectionStatus(db, log);
    const behind = status.reduce((sum, one) => sum + one.behind, 0);
    if (behind === 0) return status.reduce((sum, one) => sum + one.parked, 0);
    if (performance.now() > end)
      throw new Error(
        `${behind} records were not taken in within ${patienceMs / 1_000} s of the last event.`,
      );
    await wait(200);
  }
}
