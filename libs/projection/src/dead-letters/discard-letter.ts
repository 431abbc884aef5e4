import type { Database, Queryable } from '@hormesis/database';
import { holdWorkers, type Keeper } from '../store/checkpoint.js';
import { countRow } from './count-row.js';
import { announceLetters } from './letters-channel.js';
import { holdLetter } from './loose-letter.js';
import { nameLetter, twinsOf } from './name-letter.js';
import { requestRest } from './outcome.js';
import { unpark } from './unpark.js';

export type Discarding = {
  /** Who decides, and why. */
  by: string;
  reason: string;
};

/**
 * Gives a letter up: its event stays out of the row, and the other letters of the row are tried at once. It is kept, with
 * who decided and why; in the build that was live before as well. Returns how many letters will be tried.
 * @throws {LetterRefused} where there is no such letter, or nothing can be done about it
 */
export function discardLetter(db: Database, seq: number, { by, reason }: Discarding): Promise<number> {
  return db.transaction(async (tx) => {
    const letter = await nameLetter(tx, seq);
    const { projection: name, rowKey } = letter;
    if (rowKey === null) await holdLetter(tx, seq);
    else
      await holdWorkers(
        tx,
        (await twinsOf(tx, letter)).map(({ build }) => ({ name, build })),
      );
    // Only from here on nobody takes it in.
    for (const twin of await twinsOf(tx, await nameLetter(tx, seq))) {
      await tx.query(
        `UPDATE projection.dead_letter
         SET state = 'discarded', decided_at = now(), decided_by = $2, decision = $3,
             retry_requested_at = NULL, retry_requested_by = NULL
         WHERE seq = $1`,
        [twin.seq, by, reason],
      );
      if (rowKey !== null) await letFlow(tx, { name, build: twin.build }, rowKey, by);
    }
    await announceLetters(tx, name);
    return countRow(tx, letter);
  });
}

async function letFlow(tx: Queryable, keeper: Keeper, rowKey: string, by: string): Promise<void> {
  const rest = await requestRest(tx, keeper, [{ rowKey, by }]);
  if (!rest.has(rowKey)) await unpark(tx, keeper, [rowKey]);
}
