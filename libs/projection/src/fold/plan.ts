import { type EventRecord, isReadable, type LogRecord } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { keyText, type StoredRow } from '../definition/stored-row.js';
import { describeError } from './describe-error.js';
import { type Letter, unreadableLetter } from './letter.js';
import type { Share } from './share.js';

/** A record with the rows that it concerns, or the error that kept us from knowing them. */
export type Step = {
  record: EventRecord;
  keys: ReadonlyMap<string, StoredRow>;
  failure: string | null;
};

/** What a share has to do for a batch. Nothing of it needs the database. */
export type Plan = { share: Share; steps: readonly Step[]; unreadable: readonly Letter[] };

/** Sorts records: those that concern rows, those passed by, those that cannot be read. */
export function plan(share: Share, records: readonly LogRecord[]): Plan {
  const steps: Step[] = [];
  const unreadable: Letter[] = [];
  for (const record of records) {
    if (!isReadable(record)) {
      unreadable.push(unreadableLetter(record));
      continue;
    }
    const step = stepFor(share.build.projection, record);
    if (step) steps.push(step);
  }
  return { share, steps, unreadable };
}

/** What a record means for a projection; `undefined`: nothing. */
export function stepFor(projection: Projection, record: EventRecord): Step | undefined {
  try {
    const keys = projection.keysOf(record.event);
    if (keys.length === 0) return undefined;
    const byText = new Map(keys.map((key) => [keyText(projection.table, key), key]));
    return { record, keys: byText, failure: null };
  } catch (error) {
    return { record, keys: new Map(), failure: describeError(error) };
  }
}
