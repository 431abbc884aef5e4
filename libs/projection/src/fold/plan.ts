import { createHash } from 'node:crypto';
import { type EventRecord, isReadable, type LogRecord, receiptKey } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { keyText, type StoredRow } from '../definition/stored-row.js';
import { describeError } from './describe-error.js';
import { type Letter, unreadableLetter } from './letter.js';

/** A record with the rows that it concerns, or the error that kept us from knowing them. */
export type Step = {
  record: EventRecord;
  /** 128 bits of a hash of source and id. */
  id: string;
  keys: ReadonlyMap<string, StoredRow>;
  failure: string | null;
};

/** What a projection has to do for a batch. Nothing of it needs the database. */
export type Plan = { projection: Projection; steps: readonly Step[]; unreadable: readonly Letter[] };

/** Sorts the records of a batch: those that concern rows, those passed by, those that cannot be read. */
export function plan(projection: Projection, records: readonly LogRecord[]): Plan {
  const steps = new Map<string, Step>();
  const unreadable: Letter[] = [];
  for (const record of records) {
    if (!isReadable(record)) {
      unreadable.push(unreadableLetter(record));
      continue;
    }
    const step = stepFor(projection, record);
    if (step && !steps.has(step.id)) steps.set(step.id, step);
  }
  return { projection, steps: [...steps.values()], unreadable };
}

/** What a record means for a projection; `undefined`: nothing. */
function stepFor(projection: Projection, record: EventRecord): Step | undefined {
  try {
    const keys = projection.keysOf(record.event);
    if (keys.length === 0) return undefined;
    const byText = new Map(keys.map((key) => [keyText(projection.table, key), key]));
    return { record, id: identityOf(record), keys: byText, failure: null };
  } catch (error) {
    return { record, id: identityOf(record), keys: new Map(), failure: describeError(error) };
  }
}

function identityOf({ event }: EventRecord): string {
  return createHash('md5').update(receiptKey(event)).digest('hex');
}
