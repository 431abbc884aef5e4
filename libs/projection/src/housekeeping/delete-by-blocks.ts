import { setTimeout as sleep } from 'node:timers/promises';
import type { Queryable } from '@hormesis/database';

/** So many blocks of a table at a time: some thousand rows. */
const blocksAtOnce = 64;

/**
 * Deletes the rows of a table for which `condition` holds, in one pass over it and in small steps, so that nobody waits
 * long for a lock; rests after each step for as long as it took. No index is needed. Returns how many are gone.
 */
export async function deleteByBlocks(
  db: Queryable,
  relation: string,
  condition: string,
  params: readonly unknown[],
  signal?: AbortSignal,
): Promise<number> {
  const [table] = await db.query<{ blocks: number }>(
    `SELECT pg_relation_size(to_regclass($1)) / current_setting('block_size')::int AS blocks`,
    [relation],
  );
  let deleted = 0;
  for (let block = 0; block < (table?.blocks ?? 0) && !signal?.aborted; block += blocksAtOnce) {
    const began = performance.now();
    const [gone] = await db.query<{ rows: number }>(
      `WITH gone AS (
         DELETE FROM ${relation} WHERE (${condition})
           AND ctid >= $${params.length + 1}::tid AND ctid < $${params.length + 2}::tid RETURNING 1)
       SELECT count(*) AS rows FROM gone`,
      [...params, `(${block},0)`, `(${block + blocksAtOnce},0)`],
    );
    deleted += gone?.rows ?? 0;
    await sleep(performance.now() - began);
  }
  return deleted;
}
