import type { Database } from '@hormesis/database';
import { type Chunks, inChunks } from './in-chunks.js';

const never = new AbortController().signal;

/**
 * Takes the records of a topic away that were appended before `before`, oldest first; in each partition up to the first
 * that is not older. Whoever reads on from an earlier offset begins at the first one kept, and is told.
 */
export async function trimRecords(
  db: Database,
  topic: string,
  before: Date,
  signal: AbortSignal = never,
): Promise<Chunks> {
  const partitions = await db.query<{ partition: number }>(
    'select partition from log.partition where topic = $1 order by partition',
    [topic],
  );
  let done = 0;
  for (const { partition } of partitions) {
    const trimmed = await inChunks(
      db,
      async (tx, most) => {
        const [step] = await tx.query<{ done: number; more: boolean }>(
          'select trimmed as done, more from log.trim($1, $2, $3, $4)',
          [topic, partition, before.toISOString(), most],
        );
        return step ?? { done: 0, more: false };
      },
      signal,
    );
    done += trimmed.done;
    if (trimmed.busy) return { done, busy: true };
  }
  return { done, busy: false };
}
