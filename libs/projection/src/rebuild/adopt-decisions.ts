import type { Database } from '@hormesis/database';
import type { BuildName } from '../builds/build-row.js';
import { drainRows } from '../dead-letters/drain-rows.js';
import type { RequestedRow } from '../dead-letters/requested.js';
import type { Build } from '../store/build.js';

/** Rows drained at once. */
const atOnce = 200;

/**
 * What was discarded in the live build is discarded in the new one too, by whom and why, and what waits behind it there
 * is taken in. The new build must have its key.
 */
export async function adoptDecisions(db: Database, build: Build, live: BuildName): Promise<void> {
  await db.query(
    `UPDATE projection.dead_letter n
     SET state = 'discarded', decided_at = l.decided_at, decided_by = l.decided_by, decision = l.decision
     FROM projection.dead_letter l
     WHERE l.projection = $1 AND l.build = $3 AND l.state = 'discarded'
       AND n.projection = $1 AND n.build = $2 AND n.state = 'parked'
       AND n.topic = l.topic AND n.partition = l.partition AND n."offset" = l."offset"
       AND n.row_key IS NOT DISTINCT FROM l.row_key`,
    [build.name, build.build, live.build],
  );
  const rows = await db.query<RequestedRow>(
    `SELECT w.row_key AS "rowKey", min(d.decided_by) AS by FROM projection.dead_letter d
     JOIN projection.dead_letter w USING (projection, build, row_key)
     WHERE d.projection = $1 AND d.build = $2 AND d.state = 'discarded' AND w.state = 'parked'
     GROUP BY w.row_key ORDER BY min(w.seq)`,
    [build.name, build.build],
  );
  for (let n = 0; n < rows.length; n += atOnce) await drainAll(db, build, rows.slice(n, n + atOnce));
}

/** One call takes so many letters of a row at the most; when none is taken any more, all are in, or stay. */
async function drainAll(db: Database, build: Build, rows: readonly RequestedRow[]): Promise<void> {
  for (let taken = 1; taken > 0; ) {
    const drained = await drainRows(db, build, rows);
    taken = drained?.taken ?? 0;
  }
}
