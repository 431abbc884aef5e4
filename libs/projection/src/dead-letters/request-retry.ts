import type { Database, Queryable } from '@hormesis/database';
import { countRow } from './count-row.js';
import { LetterRefused } from './letter-refused.js';
import { announceLetters } from './letters-channel.js';
import { isKept, nameLetter, twinsOf } from './name-letter.js';

/**
 * Asks for a letter to be tried again, with all of its row before and behind it; in the build that was live before as
 * well. Whoever runs the projection or reaction does it. Returns how many letters will be tried.
 * @throws {LetterRefused} where there is no such letter, or nothing can be done about it
 */
export function requestRetry(db: Database, seq: number, by: string): Promise<number> {
  return db.transaction(async (tx) => {
    const letter = await nameLetter(tx, seq);
    const twins = await twinsOf(tx, letter);
    await tx.query(
      `UPDATE projection.dead_letter SET retry_requested_at = now(), retry_requested_by = $2
       WHERE seq = ANY ($1::bigint[]) AND state = 'parked'`,
      [twins.map((twin) => twin.seq), by],
    );
    await announceLetters(tx, letter.projection);
    return letter.rowKey === null ? 1 : countRow(tx, letter);
  });
}

export type RequestedLetters = {
  /** How many there are in the live builds. */
  requested: number;
  /** The highest number among them; null where there are none. */
  last: number | null;
};

/**
 * Asks for all letters to be tried again, of one projection or reaction or of all.
 * @throws {LetterRefused} where nobody knows the projection
 */
export function requestRetryOfAll(
  db: Database,
  { projection, by }: { projection?: string | undefined; by: string },
): Promise<RequestedLetters> {
  return db.transaction(async (tx) => {
    if (projection !== undefined) await assertKnown(tx, projection);
    const [asked] = await tx.query<RequestedLetters & { names: string[] | null }>(
      `WITH asked AS (
         UPDATE projection.dead_letter d SET retry_requested_at = now(), retry_requested_by = $2
         WHERE d.state = 'parked' AND ($1::text IS NULL OR d.projection = $1) AND ${isKept}
         RETURNING d.projection AS name, d.build, d.seq),
       counted AS (SELECT name, build, count(*) AS letters, max(seq) AS last FROM asked GROUP BY name, build),
       known AS (SELECT *, build = projection.current_build(name) AS is_live FROM counted)
       SELECT coalesce(sum(letters) FILTER (WHERE is_live), 0)::bigint AS requested,
              max(last) FILTER (WHERE is_live) AS last, array_agg(DISTINCT name) AS names FROM known`,
      [projection ?? null, by],
    );
    for (const name of asked?.names ?? []) await announceLetters(tx, name);
    return { requested: asked?.requested ?? 0, last: asked?.last ?? null };
  });
}

async function assertKnown(db: Queryable, projection: string): Promise<void> {
  const names = await db.query<{ name: string }>(
    `SELECT DISTINCT projection AS name FROM projection.checkpoint ORDER BY 1`,
  );
  if (names.some(({ name }) => name === projection)) return;
  throw new LetterRefused(
    'projection-unknown',
    `There is no projection or reaction called ${projection}.`,
    names.length === 0 ? 'None has run yet.' : `There are: ${names.map(({ name }) => name).join(', ')}.`,
  );
}
