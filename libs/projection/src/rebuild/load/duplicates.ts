import type { Database } from '@hormesis/database';
import { quoted } from '../../builds/relation.js';
import type { Projection } from '../../definition/projection.js';

/** Above this share of rows that have to go, the others are written anew. */
const rewriteAbove = 0.2;

/**
 * Of the rows with one key, which first: for `newest` that of the newest event; for `each` the one that was loaded
 * first. Batches of a partition are loaded one after the other, each in a transaction of its own and without rows that
 * are in it twice, so the age of the transaction tells.
 */
const firstOf = {
  each: 'age(t.xmin) DESC',
  newest: `t.event_time DESC, split_part(t.event_position, '/', 1) COLLATE "C" DESC,
           split_part(split_part(t.event_position, '/', 2), '@', 1)::bigint DESC,
           split_part(t.event_position, '@', 2)::bigint DESC`,
} as const;

/** Leaves of the rows with one key the one that would stand there if they had come one by one. */
export async function removeDuplicates(
  db: Database,
  relation: string,
  projection: Projection,
): Promise<void> {
  if (projection.rows === 'folded') return;
  const keys = projection.table.keys.map(({ sqlName }) => `t.${quoted(sqlName)}`).join(', ');
  const order = firstOf[projection.rows];
  await db.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query(`LOCK TABLE ${relation} IN ACCESS EXCLUSIVE MODE`);
    const [found] = await tx.query<{ rows: number; keys: number }>(
      `SELECT coalesce(sum(g.n), 0) AS rows, count(*) AS keys
       FROM (SELECT count(*) AS n FROM ${relation} t GROUP BY ${keys}) g`,
    );
    const { rows = 0, keys: distinct = 0 } = found ?? {};
    if (rows === distinct) return;
    if (rows - distinct <= rows * rewriteAbove) {
      await tx.query(
        `DELETE FROM ${relation} d USING (
           SELECT t.ctid, t.tableoid, row_number() OVER (PARTITION BY ${keys} ORDER BY ${order}) AS n
           FROM ${relation} t) r
         WHERE r.n > 1 AND d.ctid = r.ctid AND d.tableoid = r.tableoid`,
      );
      return;
    }
    await tx.query(
      `CREATE TEMP TABLE kept_rows ON COMMIT DROP AS
       SELECT DISTINCT ON (${keys}) t.* FROM ${relation} t ORDER BY ${keys}, ${order}`,
    );
    await tx.query(`TRUNCATE ${relation}`);
    await tx.query(`INSERT INTO ${relation} SELECT * FROM pg_temp.kept_rows`);
  });
}
