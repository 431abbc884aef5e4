import type { Database, Queryable } from '@hormesis/database';
import type { Projection } from '../src/index.js';
import { requestRetryOfAll } from '../src/index.js';

/** A projection whose code has a fault with these events, by id, until they are taken off the list. */
export function faulty(projection: Projection, ids: ReadonlySet<string>): Projection {
  return {
    ...projection,
    apply: (row, event, position, key) => {
      if (ids.has(event.id)) throw new Error(`I cannot take ${event.id}.`);
      return projection.apply(row, event, position, key);
    },
  };
}

export type StoredLetter = {
  seq: number;
  projection: string;
  build: number;
  offset: number;
  reason: string;
  error: string;
  row_key: string | null;
  state: string;
  attempts: number;
  requested: boolean;
};

export function storedLetters(db: Queryable): Promise<StoredLetter[]> {
  return db.query<StoredLetter>(
    `SELECT seq, projection, build, "offset", reason, error, row_key, state, attempts,
            retry_requested_at IS NOT NULL AS requested
     FROM projection.dead_letter ORDER BY seq`,
  );
}

/** Asks for all letters, and waits until nothing is asked for any more. */
export async function retryAll(db: Database): Promise<void> {
  await requestRetryOfAll(db, { by: 'ana' });
  await untilDone(db);
}

export async function untilDone(db: Queryable, patienceMs = 15_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while ((await storedLetters(db)).some(({ requested }) => requested)) {
    if (performance.now() > deadline) throw new Error('Letters are still asked for.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
