import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Database } from '@hormesis/database';
import { isEvent } from '@hormesis/events';
import { type EventLog, isReadable, topics } from '@hormesis/log';
import { decodeChunk } from '@hormesis/recording';

const inflated = promisify(inflateRaw);
const recordsAtOnce = 500;

/** When the oldest recorded window began, milliseconds since 1970; `undefined`: none is on record. */
export async function recordedSince(db: Database, log: EventLog): Promise<number | undefined> {
  return (await firstInChunks(db)) ?? (await firstOnLog(log));
}

async function firstInChunks(db: Database): Promise<number | undefined> {
  const rows = await db.query<{ bytes: Buffer }>(
    `SELECT DISTINCT ON (series) bytes FROM learning.signal_chunk
     WHERE day = (SELECT min(day) FROM learning.signal_chunk) ORDER BY series, "offset" LIMIT 1000`,
  );
  let first: number | undefined;
  for (const { bytes } of rows) {
    decodeChunk(await inflated(bytes), (_source, start) => {
      first = Math.min(first ?? start, start);
    });
  }
  return first;
}

async function firstOnLog(log: EventLog): Promise<number | undefined> {
  const tails = await log.tails(topics.signals);
  const firsts = await Promise.all(
    tails.map(async (tail) => {
      const { records } = await log.read(tail, recordsAtOnce);
      return records.flatMap((record) =>
        isReadable(record) && isEvent(record.event, 'signal.measured')
          ? [Date.parse(record.event.data.start)]
          : [],
      );
    }),
  );
  const all = firsts.flat();
  return all.length === 0 ? undefined : Math.min(...all);
}
