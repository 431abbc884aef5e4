import type { EventLog, Position } from '@hormesis/log';
import { addTally, type Tally, tallyOf } from '../../store/checksum.js';

const atOnce = 4_000;

/** What stands on a partition before an offset. */
export type LogScan = { tally: Tally /** Whether the beginning is no longer there. */; isTrimmed: boolean };

/** Reads a partition from its beginning up to a position, and tallies it. */
export async function scanLog(log: EventLog, until: Position, signal: AbortSignal): Promise<LogScan> {
  const { topic, partition } = until;
  const tails = await log.tails(topic);
  const tail = tails.find((one) => one.partition === partition)?.offset ?? 0;
  let tally: Tally = { records: 0, checksum: 0n };
  for (let next = tail; next < until.offset; ) {
    signal.throwIfAborted();
    const batch = await log.read({ topic, partition, offset: next }, atOnce);
    if (batch.nextOffset <= next) break;
    tally = addTally(tally, tallyOf(batch.records.filter(({ position }) => position.offset < until.offset)));
    next = batch.nextOffset;
  }
  return { tally, isTrimmed: tail > 0 };
}
