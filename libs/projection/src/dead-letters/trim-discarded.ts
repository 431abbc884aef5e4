import type { Queryable } from '@hormesis/database';

/** How long what was discarded is kept, days. */
const keptDays = 30;

/** Deletes letters that were discarded long ago; returns how many. */
export async function trimDiscardedLetters(db: Queryable, days: number = keptDays): Promise<number> {
  const gone = await db.query(
    `DELETE FROM projection.dead_letter
     WHERE state = 'discarded' AND decided_at < now() - make_interval(secs => $1 * 86400) RETURNING 1`,
    [days],
  );
  return gone.length;
}
