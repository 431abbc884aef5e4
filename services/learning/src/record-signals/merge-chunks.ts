import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { Database } from '@hormesis/database';
import { decodeChunk, encodeChunk, type WindowOfPlace } from '@hormesis/recording';

const [deflated, inflated] = [promisify(deflateRaw), promisify(inflateRaw)];
const seriesAtOnce = 100;

/**
 * Makes one chunk of the many of a series and day, for days that are over: it takes a fraction of the room.
 * @returns how many chunks are gone
 */
export async function mergeChunks(db: Database, now: Date, signal: AbortSignal): Promise<number> {
  let removed = 0;
  while (!signal.aborted) {
    const days = await db.query<{ series: number; day: string }>(
      `SELECT series, day::text AS day FROM learning.signal_chunk WHERE day < ($1::timestamptz AT TIME ZONE 'UTC')::date
       GROUP BY series, day HAVING count(*) > 1 LIMIT ${seriesAtOnce}`,
      [now.toISOString()],
    );
    if (days.length === 0) return removed;
    for (const { series, day } of days) if (!signal.aborted) removed += await mergeDay(db, series, day);
  }
  return removed;
}

function mergeDay(db: Database, series: number, day: string): Promise<number> {
  return db.transaction(async (tx) => {
    const chunks = await tx.query<{ offset: number; bytes: Buffer }>(
      `SELECT "offset", bytes FROM learning.signal_chunk WHERE series = $1 AND day = $2::date
       ORDER BY "offset" FOR UPDATE`,
      [series, day],
    );
    const [first] = chunks;
    if (!first || chunks.length < 2) return 0;
    const windows: WindowOfPlace[] = [];
    for (const { bytes } of chunks) {
      decodeChunk(await inflated(bytes), (source, start, durationMs, total, bad, seenAt, latency) =>
        windows.push({ source, start, durationMs, total, bad, seenAt, latency }),
      );
    }
    const merged = await deflated(encodeChunk(windows), { level: 6 });
    await tx.query(
      'DELETE FROM learning.signal_chunk WHERE series = $1 AND day = $2::date AND "offset" > $3',
      [series, day, first.offset],
    );
    await tx.query(
      `UPDATE learning.signal_chunk SET bytes = $4, windows = $5 WHERE series = $1 AND day = $2::date AND "offset" = $3`,
      [series, day, first.offset, merged, windows.length],
    );
    return chunks.length - 1;
  });
}
