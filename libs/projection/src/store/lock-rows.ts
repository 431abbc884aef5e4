import type { Queryable } from '@hormesis/database';
import type { Plan } from '../fold/plan.js';

const buckets = 64;

/**
 * Locks, until the end of the transaction, the rows that events of other partitions may concern too; rows that do not
 * exist yet cannot be locked themselves, so what is locked are buckets of keys. In one order, so nobody deadlocks.
 */
export async function lockSharedRows(db: Queryable, plans: readonly Plan[]): Promise<void> {
  const locks = new Map<string, [owner: number, bucket: number]>();
  for (const { share, steps } of plans) {
    const { projection, table } = share.build;
    if (!projection.sharedRows || projection.rows !== 'folded') continue;
    const owner = hash(table.name);
    for (const { keys } of steps) {
      for (const key of keys.keys()) {
        const bucket = (hash(key) >>> 0) % buckets;
        locks.set(`${owner} ${bucket}`, [owner, bucket]);
      }
    }
  }
  if (locks.size === 0) return;
  const ordered = [...locks.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  await db.query(
    `SELECT pg_advisory_xact_lock(u.owner, u.bucket)::text
     FROM unnest($1::int[], $2::int[]) AS u(owner, bucket)`,
    [ordered.map(([owner]) => owner), ordered.map(([, bucket]) => bucket)],
  );
}

/** FNV-1a, as a signed 32-bit number. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value | 0;
}
