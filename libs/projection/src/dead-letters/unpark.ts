import type { Queryable } from '@hormesis/database';
import { type Keeper, raiseEpoch } from '../store/checkpoint.js';

/** Lets those of the rows flow again behind which no letter is left. The workers must be held. */
export async function unpark(tx: Queryable, keeper: Keeper, rowKeys: readonly string[]): Promise<void> {
  const flowing = await tx.query(
    `DELETE FROM projection.parked_key k
     WHERE k.projection = $1 AND k.build = $2
       AND k.row_hash IN (SELECT sha256(convert_to(u.row_key, 'UTF8')) FROM unnest($3::text[]) AS u(row_key))
       AND NOT EXISTS (
         SELECT FROM projection.dead_letter d
         WHERE d.projection = k.projection AND d.build = k.build AND md5(d.row_key) = md5(k.row_key)
           AND d.row_key = k.row_key AND d.state = 'parked')
     RETURNING 1`,
    [keeper.name, keeper.build, rowKeys],
  );
  if (flowing.length > 0) await raiseEpoch(tx, keeper);
}
