import type { Queryable } from '@hormesis/database';
import type { Keeper } from '../store/checkpoint.js';

/** Lets one process at a time look after the letters of a keeper, until the transaction ends; `false`: another does. */
export async function isMine(tx: Queryable, { name, build }: Keeper): Promise<boolean> {
  const [lock] = await tx.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine',
    [`hormesis.dead-letters ${name} ${build}`],
  );
  return lock?.mine === true;
}

/**
 * Keeps a build as it is until the transaction ends; `false` if it is no longer one that is kept up to date, or is being
 * made. Its workers are held first: who flips builds locks in this order too.
 */
export async function holdBuild(tx: Queryable, { name, build }: Keeper): Promise<boolean> {
  const held = await tx.query(
    `SELECT FROM projection.build WHERE projection = $1 AND build = $2 AND state IN ('live', 'kept', 'building') FOR SHARE`,
    [name, build],
  );
  return held.length > 0;
}
