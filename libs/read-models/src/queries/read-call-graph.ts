import type { Queryable } from '@hormesis/database';

/** `from` calls `to`. */
export type CallEdge = { from: string; to: string; seenAt: string };

/**
 * Who calls whom in an environment, by name. `seenAfter` (RFC 3339) leaves out edges that were stated last before:
 * one in use is stated once a day.
 */
export function readCallGraph(
  db: Queryable,
  environment: string,
  { seenAfter = null }: { seenAfter?: string | null } = {},
): Promise<CallEdge[]> {
  return db.query<CallEdge>(
    `SELECT service AS "from", callee AS "to", seen_at AS "seenAt" FROM read.dependency
     WHERE environment = $1 AND ($2::timestamptz IS NULL OR seen_at >= $2)
     ORDER BY service, callee`,
    [environment, seenAfter],
  );
}
