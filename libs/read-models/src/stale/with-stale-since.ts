import type { StaleSince } from '@hormesis/api';
import type { Queryable } from '@hormesis/database';

/**
 * Says of each row since when it waits behind an event that could not be taken in. `keyOf` gives the values of the
 * row’s key in the order of the projection’s.
 */
export async function withStaleSince<Row>(
  db: Queryable,
  projection: string,
  rows: readonly Row[],
  keyOf: (row: Row) => readonly unknown[],
): Promise<(Row & { staleSince: StaleSince | null })[]> {
  const keys = rows.map((row) => JSON.stringify(keyOf(row)));
  const stale = keys.length === 0 ? new Map() : await staleRows(db, projection, keys);
  return rows.map((row, n) => ({ ...row, staleSince: stale.get(keys[n] ?? '') ?? null }));
}

async function staleRows(
  db: Queryable,
  projection: string,
  keys: readonly string[],
): Promise<Map<string, StaleSince>> {
  const rows = await db.query<StaleSince & { key: string }>(
    `SELECT k.row_key AS key, d.parked_at AS at, d.topic || '/' || d.partition || '@' || d."offset" AS position,
            d.reason, d.error
     FROM projection.build b
     JOIN projection.parked_key k USING (projection, build)
     CROSS JOIN LATERAL (
       SELECT * FROM projection.dead_letter d
       WHERE d.projection = k.projection AND d.build = k.build AND d.row_key = k.row_key AND d.state = 'parked'
       ORDER BY d.seq LIMIT 1) AS d
     WHERE b.projection = $1 AND b.state = 'live'
       AND k.row_hash IN (SELECT sha256(convert_to(u.key, 'UTF8')) FROM unnest($2::text[]) AS u(key))`,
    [projection, keys],
  );
  return new Map(rows.map(({ key, ...since }) => [key, since]));
}
