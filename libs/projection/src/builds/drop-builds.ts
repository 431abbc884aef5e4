import type { Database } from '@hormesis/database';
import { announceBuilds } from './build-changes.js';
import type { BuildName, BuildRow } from './build-row.js';

/** The most rows deleted by one statement: so that nobody waits long for a lock. */
const atOnce = 50_000;

/**
 * Drops what is no longer wanted of these projections: builds kept for long enough, and aborted ones. What has to go
 * first becomes `aborted`, so that its workers leave it; a moment later its table goes. Returns what was dropped.
 */
export async function dropBuilds(db: Database, projections: readonly string[]): Promise<BuildName[]> {
  const expired = await db.query<{ projection: string }>(
    `UPDATE projection.build SET state = 'aborted', keep_until = now() + interval '5 s'
     WHERE projection = ANY ($1) AND state = 'kept' AND keep_until < now()
       AND (report -> 'undo' IS NULL OR report -> 'undo' -> 'error' IS NOT NULL) RETURNING projection`,
    [projections],
  );
  for (const { projection } of expired) await announceBuilds(db, projection);
  const unwanted = await db.query<BuildName>(
    `SELECT projection, build FROM projection.build
     WHERE projection = ANY ($1) AND state = 'aborted' AND coalesce(keep_until, now()) <= now()`,
    [projections],
  );
  // A process that was stopped for long and wakes up may have noted where it stands in a build that is gone.
  await db.query(
    `DELETE FROM projection.checkpoint c WHERE c.projection = ANY ($1)
       AND EXISTS (SELECT FROM projection.build b WHERE b.projection = c.projection)
       AND NOT EXISTS (SELECT FROM projection.build b WHERE b.projection = c.projection AND b.build = c.build)`,
    [projections],
  );
  const dropped: BuildName[] = [];
  for (const build of unwanted) if (await dropBuild(db, build)) dropped.push(build);
  return dropped;
}

async function dropBuild(db: Database, name: BuildName): Promise<boolean> {
  const { projection, build } = name;
  const gone = await db.transaction(async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '2s'`);
    const [found] = await tx.query<Pick<BuildRow, 'relation'>>(
      `DELETE FROM projection.build b USING (
         SELECT ctid FROM projection.build
         WHERE projection = $1 AND build = $2 AND state = 'aborted' FOR UPDATE SKIP LOCKED) mine
       WHERE b.ctid = mine.ctid RETURNING b.relation`,
      [projection, build],
    );
    if (!found) return false;
    await tx.query(`DROP TABLE IF EXISTS ${found.relation}`);
    for (const table of ['checkpoint', 'dead_letter', 'parked_key', 'trouble']) {
      await tx.query(`DELETE FROM projection.${table} WHERE projection = $1 AND build = $2`, [
        projection,
        build,
      ]);
    }
    await announceBuilds(tx, projection);
    return true;
  });
  if (gone) await forgetSeen(db, name);
  return gone;
}

async function forgetSeen(db: Database, { projection, build }: BuildName): Promise<void> {
  for (let deleted = atOnce; deleted === atOnce; ) {
    const rows = await db.query(
      `DELETE FROM projection.seen WHERE projection = $1 AND build = $2 AND id IN (
         SELECT id FROM projection.seen WHERE projection = $1 AND build = $2 LIMIT ${atOnce}) RETURNING 1`,
      [projection, build],
    );
    deleted = rows.length;
  }
}
