import type { Queryable } from '@hormesis/database';
import type { LetterName } from './name-letter.js';

/** How many letters are parked in the row of this one; none where it stands in no row. */
export async function countRow(
  db: Queryable,
  { projection, build, rowKey }: Pick<LetterName, 'projection' | 'build' | 'rowKey'>,
): Promise<number> {
  const [row] = await db.query<{ letters: number }>(
    `SELECT count(*) AS letters FROM projection.dead_letter
     WHERE projection = $1 AND build = $2 AND md5(row_key) = md5($3) AND row_key = $3 AND state = 'parked'`,
    [projection, build, rowKey],
  );
  return row?.letters ?? 0;
}
