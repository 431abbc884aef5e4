import { Database, migrate } from '@hormesis/database';
import { stateEvent } from '@hormesis/events';
import { learningMigrations } from '@hormesis/learning-service';
import { type EventLog, Fenced, topics } from '@hormesis/log';
import { migrateLog, PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChunkStore } from '../src/record-signals/chunk-store.js';
import { mergeChunks } from '../src/record-signals/merge-chunks.js';
import { readRecording } from '../src/record-signals/read-recording.js';
import { SignalRecorder } from '../src/record-signals/signal-recorder.js';

let test: Awaited<ReturnType<typeof startTestDatabase>>;
let database: Database;
let log: EventLog;

beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 10 });
  await migrateLog(test.database);
  database = new Database(test.url, { maxConnections: 5 });
  await migrate(database, learningMigrations);
});
beforeEach(async () => {
  await log?.close();
  await database.query('TRUNCATE log.record, log.receipt, learning.signal_chunk, learning.recording_mark');
  log = await PostgresLog.open(database);
});
afterAll(async () => {
  await log.close();
  await database.close();
  await test.drop();
});

const begin = Date.parse('2026-11-20T23:59:00Z');

async function measure(from: number, count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, index) => {
    const start = begin + (from + index) * 10_000;
    const data = {
      service: { id: 'checkout' },
      environment: { id: 'production' },
      metric: 'http.errors',
      cohort: 'all',
      start: new Date(start).toISOString(),
      durationMs: 10_000,
      total: 100,
      bad: 1,
    };
    const time = new Date(start + 10_300).toISOString();
    const id = `window-${from + index}`;
    const event = stateEvent(
      { name: 'signal.measured', subject: 'checkout', data },
      { source: '/shop', id, time },
    );
    return { key: 'checkout', event };
  });
  await log.append(topics.signals, entries);
}

/** Records what is on the log so far, and ends, as a service that is stopped. */
async function record(): Promise<void> {
  const recorder = new SignalRecorder(database, log, new ChunkStore(database));
  await recorder.onApplicationBootstrap();
  const heads = await log.heads(topics.signals);
  const store = new ChunkStore(database);
  const isRead = async () => {
    for (const { partition, offset } of heads)
      if (offset > 0 && (await store.markOf(partition)) !== offset) return false;
    return true;
  };
  await expect
    .poll(
      async () => {
        await recorder.onModuleDestroy();
        const done = await isRead();
        if (!done) await recorder.onApplicationBootstrap();
        return done;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(true);
}

async function read(from = begin, to = begin + 3_600_000) {
  const recorder = await readRecording(database, log, { from, to });
  const [bad] = recorder.select([{ label: '__name__', op: '=', value: 'hormesis_signal_bad_total' }]);
  return { windows: recorder.windows, bad: bad?.values[bad.length - 1], seen: bad?.seenAt?.[1] };
}

const chunks = async () =>
  (
    await database.query<{ day: string; windows: number }>(
      'SELECT day::text AS day, windows FROM learning.signal_chunk ORDER BY day, "offset"',
    )
  ).map(({ day, windows }) => [day, windows]);

describe('recorded signals', () => {
  it('are read from the log before they are in chunks, and from both after', async () => {
    await measure(0, 10);
    expect(await read()).toEqual({ windows: 10, bad: 10, seen: begin + 10_300 });
    await record();
    expect(await chunks()).toEqual([
      ['2026-11-20', 6],
      ['2026-11-21', 4],
    ]);
    await measure(10, 5);
    expect(await read()).toEqual({ windows: 15, bad: 15, seen: begin + 10_300 });
  });

  it('are recorded once, whoever records them, and packed a day at a time', async () => {
    for (const from of [0, 10, 20]) {
      await measure(from, 10);
      await record();
    }
    expect(await chunks()).toHaveLength(4);
    expect(await mergeChunks(database, new Date('2026-11-22T00:10:00Z'), new AbortController().signal)).toBe(
      2,
    );
    expect(await chunks()).toEqual([
      ['2026-11-20', 6],
      ['2026-11-21', 24],
    ]);
    expect(await read()).toMatchObject({ windows: 30, bad: 30 });
    expect(await read(begin + 50_000, begin + 70_000)).toMatchObject({ windows: 2 });
  });

  it('are not written by one whose partition another has', async () => {
    const store = new ChunkStore(database);
    await store.write(0, 0, 10, []);
    await expect(store.write(0, 0, 12, [])).rejects.toThrow(Fenced);
    expect(await store.markOf(0)).toBe(10);
  });
});
