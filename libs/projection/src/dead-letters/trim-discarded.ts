import type { Queryable } from '@hormesis/database';

/** How long what was discarded of reactions is kept, days. */
const keptDays = 30;

/**
 * Deletes letters of reactions that were discarded long ago; returns how many. Those of projections stay: the next
 * rebuild reads the same events again, and keeps to what was decided about them.
 */
export async function trimDiscardedLetters(db: Queryable, days: number = keptDays): Promise<number> {
  const gone = await db.query(
    `DELETE FROM projection.dead_letter d
     WHERE d.state = 'discarded' AND d.decided_at < now() - make_interval(secs => $1 * 86400)
       AND NOT EXISTS (SELECT FROM projection.build b WHERE b.projection = d.projection) RETURNING 1`,
    [days],
  );
  return gone.length;
}
