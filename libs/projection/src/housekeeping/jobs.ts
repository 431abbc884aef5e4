import type { Database } from '@hormesis/database';
import { beginOf, dayAfter } from './day.js';
import { type Days, keepDayPartitions } from './day-partitions.js';
import { deleteByBlocks } from './delete-by-blocks.js';
import type { Job } from './housekeeping.js';

const hourMs = 60 * 60 * 1_000;

/** A projection and its table, `read.signal_window`. */
export type Partitioned = { projection: string; table: string };

/** Keeps the day partitions of every build of a projection; of its first one also before anybody has run it. */
export function dayPartitions(db: Database, name: string, kept: Partitioned, days: Days): Job {
  return {
    name,
    everyMs: hourMs,
    run: async (now, signal) => {
      const builds = await db.query<{ relation: string }>(
        `SELECT b.relation FROM (
           SELECT relation FROM projection.build WHERE projection = $1 AND state <> 'aborted'
           UNION SELECT $2 WHERE NOT EXISTS (SELECT FROM projection.build WHERE projection = $1)) b
         JOIN pg_class c ON c.oid = to_regclass(b.relation) AND c.relkind = 'p' ORDER BY b.relation`,
        [kept.projection, `${kept.table}__1`],
      );
      const total = { made: 0, dropped: 0, deleted: 0 };
      for (const { relation } of builds) {
        const { made, dropped, deleted } = await keepDayPartitions(db, relation, days, now, signal);
        total.made += made;
        total.dropped += dropped;
        total.deleted += deleted;
      }
      return { removed: total.deleted, ...total };
    },
  };
}

/**
 * Forgets which events were taken in more than so many days ago. One of those that is sent again after that counts
 * again.
 */
export function trimSeen(db: Database, name: string, days: number): Job {
  return {
    name,
    everyMs: 24 * hourMs,
    run: async (now, signal) => {
      const oldest = dayAfter(now, -days);
      return { removed: await deleteByBlocks(db, 'projection.seen', 'seen_on < $1::date', [oldest], signal) };
    },
  };
}

/** Forgets findings of the audit that were acknowledged or resolved more than so many days ago. */
export function trimFindings(db: Database, name: string, days: number): Job {
  return {
    name,
    everyMs: 24 * hourMs,
    run: async (now) => {
      const gone = await db.query(
        `DELETE FROM projection.audit_finding WHERE least(resolved_at, acknowledged_at) < $1::timestamptz RETURNING 1`,
        [beginOf(dayAfter(now, -days))],
      );
      return { removed: gone.length };
    },
  };
}
