import type { Database, Queryable } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import type { Projection } from '../definition/projection.js';
import { type Step, stepFor } from '../fold/plan.js';
import { foldAndWrite, RowsRefused } from '../runner/take-batch.js';
import { park, parkedKeys } from '../store/dead-letters.js';

export type Redriven = { takenIn: number; stillParked: number };

/**
 * Tries the dead letters of a projection again, each row's in order, after the code that failed was mended. Runners of
 * this projection wait while a row is being mended. Records that are no events stay.
 */
export async function redrive(db: Database, projection: Projection): Promise<Redriven> {
  const waiting = await db.query<{ row_key: string | null }>(
    `SELECT row_key FROM projection.dead_letter
     WHERE projection = $1 AND version = $2 AND event IS NOT NULL GROUP BY row_key ORDER BY min(seq)`,
    [projection.name, projection.version],
  );
  const total = { takenIn: 0, stillParked: 0 };
  for (const { row_key } of waiting) {
    const { takenIn, stillParked } = await redriveRow(db, projection, row_key);
    total.takenIn += takenIn;
    total.stillParked += stillParked;
  }
  return total;
}

type StoredLetter = { topic: string; partition: number; offset: number; event: string };

async function redriveRow(db: Database, projection: Projection, rowKey: string | null): Promise<Redriven> {
  let tried = 0;
  try {
    return await db.transaction(async (tx) => {
      await holdRunners(tx, projection);
      const letters = await takeLetters(tx, projection, rowKey);
      tried = letters.length;
      const steps = letters.map((letter) => stepOf(projection, letter, rowKey));
      const parked = (await parkedKeys(tx, [projection])).get(projection.name) ?? new Set<string>();
      const folded = await foldAndWrite(tx, projection, steps, { parked });
      await park(
        tx,
        folded.letters.map((letter) => ({ keeper: projection, letter })),
      );
      return { takenIn: tried - folded.letters.length, stillParked: folded.letters.length };
    });
  } catch (error) {
    if (error instanceof RowsRefused) return { takenIn: 0, stillParked: tried };
    throw error;
  }
}

async function holdRunners(tx: Queryable, { name }: Projection): Promise<void> {
  await tx.query(
    `SELECT 1 FROM projection.checkpoint WHERE projection = $1 ORDER BY topic, partition FOR UPDATE`,
    [name],
  );
}

async function takeLetters(
  tx: Queryable,
  { name, version }: Projection,
  rowKey: string | null,
): Promise<StoredLetter[]> {
  const of = [name, version, rowKey];
  await tx.query(
    `DELETE FROM projection.parked_key WHERE projection = $1 AND version = $2 AND row_key = $3`,
    of,
  );
  return tx.query<StoredLetter>(
    `WITH taken AS (
       DELETE FROM projection.dead_letter
       WHERE projection = $1 AND version = $2 AND row_key IS NOT DISTINCT FROM $3 AND event IS NOT NULL
       RETURNING seq, topic, partition, "offset", event)
     SELECT * FROM taken ORDER BY seq`,
    of,
  );
}

function stepOf(projection: Projection, letter: StoredLetter, rowKey: string | null): Step {
  const { topic, partition, offset } = letter;
  const event = JSON.parse(letter.event) as Event;
  const record = { position: { topic, partition, offset: Number(offset) }, key: '', event };
  const step = stepFor(projection, record);
  if (!step) return { record, id: '', keys: new Map(), failure: null };
  const keys = [...step.keys].filter(([text]) => rowKey === null || text === rowKey);
  return { ...step, keys: new Map(keys) };
}
