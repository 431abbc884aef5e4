import type { Queryable } from '@hormesis/database';
import { LetterRefused } from './letter-refused.js';

/** What names a letter in all builds of its projection. */
export type LetterName = {
  seq: number;
  projection: string;
  build: number;
  rowKey: string | null;
  topic: string;
  partition: number;
  offset: number;
  state: 'parked' | 'discarded';
  decidedBy: string | null;
};

/**
 * A letter about which something can be decided.
 * @throws {LetterRefused} where it is not there, was discarded, or belongs to a build that is not kept up to date
 */
export async function nameLetter(db: Queryable, seq: number): Promise<LetterName> {
  const [letter] = await db.query<LetterName & { isKept: boolean }>(
    `SELECT d.seq, d.projection, d.build, d.row_key AS "rowKey", d.topic, d.partition, d."offset", d.state,
            d.decided_by AS "decidedBy", ${isKept} AS "isKept"
     FROM projection.dead_letter d WHERE d.seq = $1`,
    [seq],
  );
  if (!letter) {
    throw new LetterRefused(
      'letter-unknown',
      `There is no dead letter ${seq}.`,
      'It may have been taken in since: GET /api/dead-letters lists those there are.',
    );
  }
  if (letter.state === 'discarded') {
    throw new LetterRefused(
      'letter-discarded',
      `Dead letter ${seq} was discarded${letter.decidedBy ? ` by ${letter.decidedBy}` : ''}.`,
      'What was discarded stays out for good; a rebuild keeps to it as well.',
    );
  }
  if (letter.isKept) return letter;
  throw new LetterRefused(
    'letter-not-kept',
    `Dead letter ${seq} belongs to build ${letter.build} of ${letter.projection}, which is not kept up to date.`,
    'Decide on the rebuild first, or look at the letters of the live build.',
  );
}

/** Whether letter `d` is of a build, or the version of a reaction, that takes events in as they come. */
export const isKept = `(
  EXISTS (SELECT FROM projection.build b
          WHERE b.projection = d.projection AND b.build = d.build AND b.state IN ('live', 'kept'))
  OR (NOT EXISTS (SELECT FROM projection.build b WHERE b.projection = d.projection)
      AND d.build = projection.current_build(d.projection)))`;

/** The same letter in the builds that are kept up to date, itself too. */
export function twinsOf(db: Queryable, letter: LetterName): Promise<{ seq: number; build: number }[]> {
  const { projection, topic, partition, offset, rowKey } = letter;
  return db.query<{ seq: number; build: number }>(
    `SELECT d.seq, d.build FROM projection.dead_letter d
     WHERE d.projection = $1 AND d.topic = $2 AND d.partition = $3 AND d."offset" = $4
       AND d.row_key IS NOT DISTINCT FROM $5 AND d.state = 'parked' AND ${isKept}
     ORDER BY d.build`,
    [projection, topic, partition, offset, rowKey],
  );
}
