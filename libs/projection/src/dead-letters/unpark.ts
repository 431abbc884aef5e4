import type { Queryable } from '@hormesis/database';
import { type Keeper, raiseEpoch } from '../store/checkpoint.js';

/** Lets rows flow again of which no letter is left. The workers must be held. */
export async function unpark(tx: Queryable, keeper: Keeper, rowKeys: readonly string[]): Promise<void> {
  if (rowKeys.length === 0) return;
  const flowing = await tx.query(
    `DELETE FROM projection.parked_key
     WHERE projection = $1 AND build = $2 AND row_hash = ANY (ARRAY(
       SELECT sha256(convert_to(u.row_key, 'UTF8')) FROM unnest($3::text[]) AS u(row_key)))
     RETURNING 1`,
    [keeper.name, keeper.build, rowKeys],
  );
  if (flowing.length > 0) await raiseEpoch(tx, keeper);
}
