import type { Queryable } from '@hormesis/database';
import type { Keeper } from '../store/checkpoint.js';

/** A row whose letters somebody wants tried again. */
export type RequestedRow = { rowKey: string; by: string | null };

/** The keepers among these names that have letters to be tried again. */
export async function keepersRequested(db: Queryable, names: readonly string[]): Promise<Keeper[]> {
  return db.query<Keeper>(
    `SELECT DISTINCT projection AS name, build FROM projection.dead_letter
     WHERE projection = ANY ($1) AND retry_requested_at IS NOT NULL AND state = 'parked' ORDER BY 1, 2`,
    [names],
  );
}

/** The rows of the first letters of a build that are to be tried again. */
export async function rowsRequested(
  db: Queryable,
  { name, build }: Keeper,
  letters: number,
): Promise<RequestedRow[]> {
  return db.query<RequestedRow>(
    `SELECT row_key AS "rowKey", min(by) AS by FROM (
       SELECT row_key, retry_requested_by AS by FROM projection.dead_letter
       WHERE projection = $1 AND build = $2 AND retry_requested_at IS NOT NULL AND state = 'parked'
         AND row_key IS NOT NULL
       ORDER BY seq LIMIT $3) AS first
     GROUP BY row_key`,
    [name, build, letters],
  );
}

/** Letters to be tried again that stand in no row, in order. */
export async function looseRequested(
  db: Queryable,
  { name, build }: Keeper,
  limit: number,
): Promise<number[]> {
  const rows = await db.query<{ seq: number }>(
    `SELECT seq FROM projection.dead_letter
     WHERE projection = $1 AND build = $2 AND retry_requested_at IS NOT NULL AND state = 'parked'
       AND row_key IS NULL
     ORDER BY seq LIMIT $3`,
    [name, build, limit],
  );
  return rows.map(({ seq }) => seq);
}
