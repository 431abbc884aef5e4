import type { EventLog, TopicPartition } from '@hormesis/log';
import { addTally, type Tally, tallyOf } from '../store/checksum.js';
import type { Difference } from './ledger.js';
import { nothing, sameTally, subtractTally } from './subtract-tally.js';
import type { Range } from './walk.js';

/** More records than this are not searched. */
const mostRecords = 50_000;
const batchRecords = 1_000;

type Known = { offset: number; tally: Tally };

/**
 * Finds the records that a keeper has missed or doubled, if they stand side by side: of all runs of so many records
 * there is one whose tally is just what is missing. Those taken in twice may stand before the last comparison.
 */
export async function locate(
  log: EventLog,
  partition: TopicPartition,
  { from, to, surplus }: Difference,
  base: number,
): Promise<Range | undefined> {
  const count = Math.abs(surplus.records);
  const start = surplus.records > 0 ? Math.max(base, from - count) : from;
  if (count === 0 || to - start > mostRecords) return undefined;
  const wanted = surplus.records > 0 ? surplus : subtractTally(nothing, surplus);
  return runOf(wanted, await recordsOf(log, partition, start, to));
}

/** The run of records, side by side, with this tally. */
export function runOf(wanted: Tally, records: readonly Known[]): Range | undefined {
  let window = nothing;
  for (const [n, record] of records.entries()) {
    window = addTally(window, record.tally);
    const leaving = records[n - wanted.records];
    if (leaving) window = subtractTally(window, leaving.tally);
    const first = records[n - wanted.records + 1];
    if (first && sameTally(window, wanted)) return { from: first.offset, to: record.offset + 1 };
  }
  return undefined;
}

async function recordsOf(
  log: EventLog,
  { topic, partition }: TopicPartition,
  from: number,
  to: number,
): Promise<Known[]> {
  const known: Known[] = [];
  for (let offset = from; offset < to; ) {
    const batch = await log.read({ topic, partition, offset }, batchRecords);
    for (const record of batch.records) {
      if (record.position.offset >= to) return known;
      known.push({ offset: record.position.offset, tally: tallyOf([record]) });
    }
    if (batch.nextOffset <= offset) return known;
    offset = batch.nextOffset;
  }
  return known;
}
