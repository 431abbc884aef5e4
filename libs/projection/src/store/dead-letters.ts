import type { Queryable } from '@hormesis/database';
import type { Letter } from '../fold/letter.js';
import type { Keeper } from './checkpoint.js';

/** A letter and whose it is. */
export type Addressed = { keeper: Keeper; letter: Letter };

/** Puts letters at the end of the dead letters, in order, and marks their rows as waiting. */
export async function park(db: Queryable, letters: readonly Addressed[]): Promise<void> {
  if (letters.length === 0) return;
  const pick = <T>(value: (addressed: Addressed) => T) => letters.map(value);
  const names = pick(({ keeper }) => keeper.name);
  const builds = pick(({ keeper }) => keeper.build);
  const rowKeys = pick(({ letter }) => letter.rowKey);
  await db.query(
    `INSERT INTO projection.dead_letter
       (projection, build, row_key, topic, partition, "offset", reason, error, event, value)
     SELECT u.projection, u.build, u.row_key, u.topic, u.partition, u."offset", u.reason, u.error, u.event,
            decode(u.value, 'base64')
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::text[], $8::text[],
                 $9::text[], $10::text[]) WITH ORDINALITY
          AS u(projection, build, row_key, topic, partition, "offset", reason, error, event, value, n)
     ORDER BY u.n`,
    [
      names,
      builds,
      rowKeys,
      pick(({ letter }) => letter.position.topic),
      pick(({ letter }) => letter.position.partition),
      pick(({ letter }) => letter.position.offset),
      pick(({ letter }) => letter.reason),
      pick(({ letter }) => letter.error),
      pick(({ letter }) => letter.event),
      pick(({ letter }) => (letter.value ? Buffer.from(letter.value).toString('base64') : null)),
    ],
  );
  await db.query(
    `INSERT INTO projection.parked_key (projection, build, row_hash, row_key)
     SELECT DISTINCT u.projection, u.build, sha256(convert_to(u.row_key, 'UTF8')), u.row_key
     FROM unnest($1::text[], $2::int[], $3::text[]) AS u(projection, build, row_key)
     WHERE u.row_key IS NOT NULL ON CONFLICT DO NOTHING`,
    [names, builds, rowKeys],
  );
}

/** The rows of a build that wait behind a dead letter, by the text of their keys. */
export async function parkedKeys(db: Queryable, { name, build }: Keeper): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ row_key: string }>(
    'SELECT row_key FROM projection.parked_key WHERE projection = $1 AND build = $2',
    [name, build],
  );
  return new Set(rows.map(({ row_key }) => row_key));
}
