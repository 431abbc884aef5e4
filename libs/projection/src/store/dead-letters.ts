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
  const versions = pick(({ keeper }) => keeper.version);
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
      versions,
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
    [names, versions, rowKeys],
  );
}

/** The rows that wait behind a dead letter, by the name of their projection. */
export async function parkedKeys(
  db: Queryable,
  keepers: readonly Keeper[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db.query<{ projection: string; row_key: string }>(
    `SELECT k.projection, k.row_key FROM projection.parked_key k
     JOIN unnest($1::text[], $2::int[]) AS u(projection, build) USING (projection, build)`,
    [keepers.map(({ name }) => name), keepers.map(({ version }) => version)],
  );
  const byName = new Map<string, Set<string>>();
  for (const { projection, row_key } of rows) {
    byName.set(projection, (byName.get(projection) ?? new Set()).add(row_key));
  }
  return byName;
}
