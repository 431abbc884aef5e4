import type { LogBatch, LogRecord } from '@hormesis/log';
import type { Build } from '../store/build.js';
import type { Mark } from '../store/checkpoint.js';

/** A build with the place where it stands on a partition, and its rows that wait behind a dead letter. */
export type Share = { readonly build: Build; readonly mark: Mark; readonly parked: ReadonlySet<string> };

/** Those that have not come as far as `offset`. */
export function behind(shares: readonly Share[], offset: number): Share[] {
  return shares.filter(({ mark }) => mark.known < offset);
}

/** What of a batch a share has not taken in yet. */
export function newTo({ mark }: Share, { records }: LogBatch): readonly LogRecord[] {
  const first = records[0];
  if (!first || first.position.offset >= mark.known) return records;
  return records.filter(({ position }) => position.offset >= mark.known);
}
