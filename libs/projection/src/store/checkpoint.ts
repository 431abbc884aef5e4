import type { Queryable } from '@hormesis/database';
import { Fenced, type Position, type TopicPartition } from '@hormesis/log';

/** Who keeps a checkpoint: a projection or a reaction. */
export type Keeper = { name: string; version: number };

/** The next offset that a keeper has to take in. */
export type Mark = { keeper: Keeper; known: number };

/** Where these keepers stand on a partition; a keeper that is new there begins at `start`. */
export async function loadMarks(
  db: Queryable,
  keepers: readonly Keeper[],
  { topic, partition }: TopicPartition,
  start = 0,
): Promise<Mark[]> {
  const names = keepers.map(({ name }) => name);
  const versions = keepers.map(({ version }) => version);
  await db.query(
    `INSERT INTO projection.checkpoint (projection, build, topic, partition, next_offset)
     SELECT u.projection, u.build, $3, $4, $5 FROM unnest($1::text[], $2::int[]) AS u(projection, build)
     ON CONFLICT DO NOTHING`,
    [names, versions, topic, partition, start],
  );
  const rows = await db.query<{ projection: string; next_offset: number }>(
    `SELECT c.projection, c.next_offset FROM projection.checkpoint c
     JOIN unnest($1::text[], $2::int[]) AS u(projection, build) USING (projection, build)
     WHERE c.topic = $3 AND c.partition = $4`,
    [names, versions, topic, partition],
  );
  const offsets = new Map(rows.map((row) => [row.projection, Number(row.next_offset)]));
  return keepers.map((keeper) => ({ keeper, known: offsets.get(keeper.name) ?? start }));
}

/**
 * Moves checkpoints to `next.offset`, each from the value its worker last saw. Throws {@link Fenced} if one of them is
 * no longer there. The commit does not wait for the disk: rows and checkpoint stand or fall together, and the log is
 * elsewhere.
 */
export async function advance(db: Queryable, marks: readonly Mark[], next: Position): Promise<void> {
  const moved = await db.query(
    `WITH moved AS (
       UPDATE projection.checkpoint c SET next_offset = $6
       FROM unnest($1::text[], $2::int[], $3::bigint[]) AS u(projection, build, known)
       WHERE c.projection = u.projection AND c.build = u.build AND c.topic = $4 AND c.partition = $5
         AND c.next_offset = u.known
       RETURNING c.projection)
     SELECT projection, set_config('synchronous_commit', 'off', true) FROM moved`,
    [
      marks.map(({ keeper }) => keeper.name),
      marks.map(({ keeper }) => keeper.version),
      marks.map(({ known }) => known),
      next.topic,
      next.partition,
      next.offset,
    ],
  );
  if (moved.length === marks.length) return;
  const names = marks.map(({ keeper }) => keeper.name).join(', ');
  throw new Fenced(`Another worker has moved ${next.topic}/${next.partition} of ${names}.`);
}
