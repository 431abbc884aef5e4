import type { Queryable } from '@hormesis/database';
import type { Position } from '@hormesis/log';

/** The next positions that a projection or reaction has to take in, one a partition; none if nobody knows it. */
export async function positions(db: Queryable, name: string): Promise<Position[]> {
  const rows = await db.query<{ topic: string; partition: number; next_offset: number }>(
    `SELECT topic, partition, next_offset FROM projection.checkpoint c
     WHERE projection = $1
       AND build = projection.current_build($1)
     ORDER BY topic, partition`,
    [name],
  );
  return rows.map(({ topic, partition, next_offset }) => ({ topic, partition, offset: Number(next_offset) }));
}
