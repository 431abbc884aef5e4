import type { Queryable } from '@hormesis/database';
import { type EventLog, type EventRecord, isReadable, type LogRecord, type Position } from '@hormesis/log';
import type { Failed } from './outcome.js';
import { storedRecord } from './waiting.js';

/** A letter that stands in no row: no event could be read, or nobody could say which rows it concerns. */
export type LooseLetter = {
  seq: number;
  position: Position;
  /** The event as JSON; `null` where none could be read. */
  event: string | null;
};

/** The letter; `undefined` if it is not parked any more. */
export async function loadLoose(db: Queryable, seq: number): Promise<LooseLetter | undefined> {
  const [row] = await db.query<{ event: string | null } & Position>(
    `SELECT topic, partition, "offset", event FROM projection.dead_letter WHERE seq = $1 AND state = 'parked'`,
    [seq],
  );
  if (!row) return undefined;
  const { event, ...position } = row;
  return { seq, position, event };
}

/** Keeps a letter as it is until the transaction ends; `false` if it is not parked any more. */
export async function holdLetter(tx: Queryable, seq: number): Promise<boolean> {
  const held = await tx.query(
    `SELECT FROM projection.dead_letter WHERE seq = $1 AND state = 'parked' FOR UPDATE`,
    [seq],
  );
  return held.length > 0;
}

const noLongerThere = 'It could not be read, and is no longer on the log.';

/** The record of a letter: as it was understood when it was parked, or else read from the log once more. */
export async function recordOf(log: EventLog, letter: LooseLetter): Promise<EventRecord | Failed> {
  const { position, event } = letter;
  if (event !== null) return storedRecord(position, event);
  const record = await readAgain(log, position);
  if (!record) return { reason: 'unreadable', error: noLongerThere };
  return isReadable(record) ? record : { reason: 'unreadable', error: record.unreadable.reason };
}

async function readAgain(log: EventLog, position: Position): Promise<LogRecord | undefined> {
  const tails = await log.tails(position.topic);
  const tail = tails.find(({ partition }) => partition === position.partition);
  if (!tail || tail.offset > position.offset) return undefined;
  const { records } = await log.read(position, 1);
  return records.find((record) => record.position.offset === position.offset);
}
