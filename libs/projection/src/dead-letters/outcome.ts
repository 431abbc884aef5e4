import type { Queryable } from '@hormesis/database';
import type { Letter } from '../fold/letter.js';
import type { Keeper } from '../store/checkpoint.js';
import type { RequestedRow } from './requested.js';

/** Why something could still not be taken in. */
export type Failed = Pick<Letter, 'reason' | 'error'>;
export type Failure = Failed & { seq: number };

/** Removes letters that were taken in. */
export async function removeLetters(tx: Queryable, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  await tx.query('DELETE FROM projection.dead_letter WHERE seq = ANY ($1::bigint[])', [seqs]);
}

/** Notes one more attempt that failed; the request for it is done with. */
export async function noteFailures(tx: Queryable, failures: readonly Failure[]): Promise<void> {
  if (failures.length === 0) return;
  await tx.query(
    `UPDATE projection.dead_letter d
     SET attempts = d.attempts + 1, tried_at = now(), reason = u.reason, error = u.error,
         retry_requested_at = NULL, retry_requested_by = NULL
     FROM unnest($1::bigint[], $2::text[], $3::text[]) AS u(seq, reason, error) WHERE d.seq = u.seq`,
    [
      failures.map(({ seq }) => seq),
      failures.map(({ reason }) => reason),
      failures.map(({ error }) => error),
    ],
  );
}

/** Withdraws what was asked of the letters of rows that are stuck behind a failed one. */
export async function withdrawRequests(
  tx: Queryable,
  { name, build }: Keeper,
  rowKeys: readonly string[],
): Promise<void> {
  if (rowKeys.length === 0) return;
  await tx.query(
    `UPDATE projection.dead_letter SET retry_requested_at = NULL, retry_requested_by = NULL
     WHERE projection = $1 AND build = $2 AND retry_requested_at IS NOT NULL AND state = 'parked'
       AND row_key = ANY ($3::text[])`,
    [name, build, rowKeys],
  );
}

/** Asks for what is left of rows; returns those of which something is. */
export async function requestRest(
  tx: Queryable,
  { name, build }: Keeper,
  rows: readonly RequestedRow[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const asked = await tx.query<{ rowKey: string }>(
    `UPDATE projection.dead_letter d SET retry_requested_at = now(), retry_requested_by = u.by
     FROM unnest($3::text[], $4::text[]) AS u(row_key, by)
     CROSS JOIN LATERAL (
       SELECT min(l.seq) AS seq FROM projection.dead_letter l
       WHERE l.projection = $1 AND l.build = $2 AND md5(l.row_key) = md5(u.row_key) AND l.row_key = u.row_key
         AND l.state = 'parked') AS first
     WHERE d.seq = first.seq RETURNING d.row_key AS "rowKey"`,
    [name, build, rows.map(({ rowKey }) => rowKey), rows.map(({ by }) => by)],
  );
  return new Set(asked.map(({ rowKey }) => rowKey));
}
