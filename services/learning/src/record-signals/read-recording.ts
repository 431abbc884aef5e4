import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { Database, Queryable } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { decodeChunk, Recorder, type SeriesPlace } from '@hormesis/recording';
import { marksOf, readTail } from './read-tail.js';

export type RecordingFilter = {
  /** Windows that begin from then on, and before then; milliseconds since 1970. */
  from: number;
  to: number;
  /** Default: all. */
  services?: readonly string[] | undefined;
};

type ChunkRow = SeriesPlace & { day: string; series: number; offset: number; bytes: Buffer };

const inflated = promisify(inflateRaw);
const chunksAtOnce = 200;

/**
 * Reads what was measured in a period: from the chunks, and what is in none yet from the log.
 * @param onRead hears from time to time how many windows have been read
 */
export async function readRecording(
  db: Database,
  log: EventLog,
  filter: RecordingFilter,
  onRead: (windows: number) => void = () => undefined,
): Promise<Recorder> {
  const recorder = new Recorder();
  const marks = await db.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await readAllChunks(tx, filter, recorder, onRead);
    return marksOf(tx);
  });
  await readTail(log, marks, filter, (window) => recorder.take(window));
  onRead(recorder.windows);
  return recorder;
}

/** In one snapshot: chunks are packed, and the marks move on, while others read. */
async function readAllChunks(
  tx: Queryable,
  filter: RecordingFilter,
  recorder: Recorder,
  onRead: (windows: number) => void,
): Promise<void> {
  let after: readonly [number, string, number] = [0, '-infinity', -1];
  for (;;) {
    const rows = await readChunks(tx, filter, after);
    const bytes = await Promise.all(rows.map((row) => inflated(row.bytes)));
    for (const [n, row] of rows.entries()) takeChunk(recorder, row, bytes[n] ?? Buffer.of(), filter);
    onRead(recorder.windows);
    const last = rows.at(-1);
    if (!last || rows.length < chunksAtOnce) return;
    after = [last.series, last.day, last.offset];
  }
}

/** In order of series and log. */
function readChunks(
  db: Queryable,
  { from, to, services }: RecordingFilter,
  after: readonly [number, string, number],
): Promise<ChunkRow[]> {
  return db.query<ChunkRow>(
    `SELECT s.service, s.environment, s.metric, s.cohort, c.series, c.day::text AS day, c."offset", c.bytes
     FROM learning.signal_chunk c JOIN learning.signal_series s ON s.id = c.series
     WHERE c.day BETWEEN ($1::timestamptz AT TIME ZONE 'UTC')::date AND ($2::timestamptz AT TIME ZONE 'UTC')::date
       AND ($3::text[] IS NULL OR s.service = ANY ($3))
       AND (c.series, c.day, c."offset") > ($4, $5::date, $6)
     ORDER BY c.series, c.day, c."offset" LIMIT ${chunksAtOnce}`,
    [new Date(from).toISOString(), new Date(to).toISOString(), services ?? null, ...after],
  );
}

function takeChunk(
  recorder: Recorder,
  row: ChunkRow,
  bytes: Uint8Array,
  { from, to }: RecordingFilter,
): void {
  const place = recorder.placeOf(row);
  let counted = 0;
  decodeChunk(bytes, (source, start, durationMs, total, bad, seenAt, latency) => {
    if (start < from || start >= to) return;
    if (place.take(source, start, durationMs, total, bad, seenAt, latency)) counted += 1;
  });
  recorder.counted(counted);
}
