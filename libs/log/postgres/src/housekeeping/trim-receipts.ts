import type { Database } from '@hormesis/database';
import { type Chunks, inChunks } from './in-chunks.js';

const never = new AbortController().signal;

/** Where receipts stand: of this log, and of one that stands elsewhere. */
const tables = ['log.receipt', 'log.elsewhere_receipt'] as const;

/** Forgets which events were appended before the day (UTC) of `before`: one of those sent again is a new event. */
export async function trimReceipts(db: Database, before: Date, signal: AbortSignal = never): Promise<Chunks> {
  const day = before.toISOString().slice(0, 10);
  let done = 0;
  for (const table of tables) {
    const trimmed = await inChunks(
      db,
      async (tx, most) => {
        const gone = await tx.query(
          `delete from ${table}
            where digest in (select digest from ${table} where noted_on < $1 order by noted_on limit $2)
            returning 1`,
          [day, most],
        );
        return { done: gone.length, more: gone.length === most };
      },
      signal,
    );
    done += trimmed.done;
    if (trimmed.busy) return { done, busy: true };
  }
  return { done, busy: false };
}
