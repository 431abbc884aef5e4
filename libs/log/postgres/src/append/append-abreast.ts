import type { Database } from '@hormesis/database';
import type { Appended } from '@hormesis/log';
import { appendRows, type Row } from './append-rows.js';

/** From so many rows on, two statements at a time are faster than one. */
const worthSplitting = 200;

/**
 * Appends the rows; many of them by two statements side by side, each with partitions of its own, so that two processes
 * of Postgres work on them. The order within each partition stays.
 */
export async function appendAbreast(db: Database, topic: string, rows: readonly Row[]): Promise<Appended[]> {
  if (rows.length < worthSplitting) return appendRows(db, topic, rows);
  const halves: [Row[], Row[]] = [[], []];
  const halfOf = rows.map((row) => {
    const half = row.partition % 2 === 0 ? 0 : 1;
    halves[half].push(row);
    return half;
  });
  const outcomes = await Promise.allSettled(halves.map((half) => appendRows(db, topic, half)));
  const iterators = outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value.values();
  });
  return halfOf.map((half) => {
    const next = iterators[half]?.next();
    if (!next || next.done) throw new Error(`The log gave no position in ${topic}.`);
    return next.value;
  });
}
