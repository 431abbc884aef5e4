import type { Database } from '@hormesis/database';
import type { LogBatch, LogRecord } from '@hormesis/log';
import { describeError } from '../fold/describe-error.js';
import { type Refusals, RowsRefused, type Share, type Taken, takeBatch } from './take-batch.js';

/**
 * Takes a batch in. If the database refuses what a projection made of it, the batch is cut in halves until the one
 * record at fault stands alone, and that one is parked. Each part is reported as soon as it stands.
 */
export async function takeOrPark(
  db: Database,
  batch: LogBatch,
  shares: readonly Share[],
  onTaken: (nextOffset: number, taken: Taken) => void,
  refusals: Refusals = new Map(),
): Promise<void> {
  try {
    onTaken(batch.nextOffset, await takeBatch(db, batch, shares, refusals));
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    if (batch.records.length > 1) return takeHalves(db, batch, shares, onTaken);
    if (refusals.has(error.projection)) throw error;
    const more = new Map([...refusals, [error.projection, describeError(error.cause)]]);
    return takeOrPark(db, batch, shares, onTaken, more);
  }
}

async function takeHalves(
  db: Database,
  batch: LogBatch,
  shares: readonly Share[],
  onTaken: (nextOffset: number, taken: Taken) => void,
): Promise<void> {
  const middle = batch.records.length >> 1;
  const border = batch.records[middle]?.position.offset ?? batch.nextOffset;
  const first: readonly LogRecord[] = batch.records.slice(0, middle);
  await takeOrPark(db, { ...batch, records: first, nextOffset: border }, behind(shares, border), onTaken);
  const moved = shares.map(({ projection, known }) => ({ projection, known: Math.max(known, border) }));
  await takeOrPark(db, { ...batch, records: batch.records.slice(middle) }, moved, onTaken);
}

/** Those that have not come as far as `offset`. */
export function behind(shares: readonly Share[], offset: number): Share[] {
  return shares.filter(({ known }) => known < offset);
}
