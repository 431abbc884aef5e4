import type { LogBatch, LogRecord } from '@hormesis/log';
import { describeError } from '../fold/describe-error.js';
import { behind, type Share } from '../fold/share.js';
import { type Refusals, RowsRefused } from './take-batch.js';

/** Takes a batch in, all or nothing, and says where the shares stand after it. */
export type Take = (batch: LogBatch, shares: readonly Share[], refusals: Refusals) => Promise<Share[]>;

/**
 * Takes a batch in. If the database refuses what a build made of it, the batch is cut in halves until the one record at
 * fault stands alone, and that one is parked. `onTaken` hears where the shares stand as soon as a part is done.
 */
export async function takeOrPark(
  take: Take,
  batch: LogBatch,
  shares: readonly Share[],
  onTaken: (shares: readonly Share[]) => void,
  refusals: Refusals = new Map(),
): Promise<Share[]> {
  try {
    const taken = await take(batch, shares, refusals);
    onTaken(taken);
    return taken;
  } catch (error) {
    if (!(error instanceof RowsRefused)) throw error;
    if (batch.records.length > 1) return takeHalves(take, batch, shares, onTaken);
    if (refusals.has(error.build)) throw error;
    const more = new Map([...refusals, [error.build, describeError(error.cause)]]);
    return takeOrPark(take, batch, shares, onTaken, more);
  }
}

async function takeHalves(
  take: Take,
  batch: LogBatch,
  shares: readonly Share[],
  onTaken: (shares: readonly Share[]) => void,
): Promise<Share[]> {
  const middle = batch.records.length >> 1;
  const border = batch.records[middle]?.position.offset ?? batch.nextOffset;
  const first: readonly LogRecord[] = batch.records.slice(0, middle);
  const early = behind(shares, border);
  const taken = await takeOrPark(take, { ...batch, records: first, nextOffset: border }, early, onTaken);
  const late = shares.filter((share) => !early.includes(share));
  return takeOrPark(take, { ...batch, records: batch.records.slice(middle) }, [...taken, ...late], onTaken);
}
