import type { Database, Queryable } from '@hormesis/database';
import { pause } from '../consume/pause.js';

const chunkRows = 5_000;

/** One step: at most `most` rows. */
export type Chunk = (on: Queryable, most: number) => Promise<{ done: number; more: boolean }>;

export type Chunks = {
  /** Rows that are gone. */
  done: number;
  /** Another process does this at the moment, so this one has left off. */
  busy: boolean;
};

/**
 * Takes rows away in small transactions, and rests after each for as long as it took, so that those who append and read
 * hardly notice. Of all processes on the database only one does so at a time.
 */
export async function inChunks(db: Database, chunk: Chunk, signal: AbortSignal): Promise<Chunks> {
  let done = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const step = await db.transaction(async (tx) =>
      (await isOurTurn(tx)) ? chunk(tx, chunkRows) : undefined,
    );
    if (!step) return { done, busy: true };
    done += step.done;
    if (!step.more) break;
    await pause(performance.now() - began, signal);
  }
  return { done, busy: false };
}

async function isOurTurn(tx: Queryable): Promise<boolean> {
  const [turn] = await tx.query<{ ours: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('hormesis.log.housekeeping', 0)) as ours`,
  );
  return turn?.ours === true;
}
