import type { Event } from '@hormesis/events';
import { isReadable, type LogConsumer, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { isTransactional, migrateStreams, Streams } from '@hormesis/streams';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { add, type Noted, type Notes, notesDecider, refused } from './notes.js';

let test: TestDatabase;
let log: PostgresLog;
let reader: LogConsumer;
let nextId = 0;
const seen: { event: Event; at: number }[] = [];

const streams = () =>
  new Streams<Notes, Noted>(test.database, log, notesDecider, { source: '/hormesis/test' });

const notesOn = (id: string) =>
  seen.filter(({ event }) => event.subject === id).map(({ event }) => (event.data as { note: string }).note);

beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 25 });
  await migrateStreams(test.database);
  log = await PostgresLog.open(test.database);
  reader = await log.consume({
    topics: [topics.incidents],
    positionOf: async () => 0,
    handle: async ({ records }) => {
      for (const { event } of records.filter(isReadable)) seen.push({ event, at: performance.now() });
    },
  });
});
afterAll(async () => {
  await reader.stop();
  await log.close();
  await test.drop();
});

describe('a decision next to a log in the same database', () => {
  it('stands on the log when it is decided, and its place is known', async () => {
    expect(isTransactional(log)).toBe(true);
    const { events, positions } = await streams().decide(`inc-${++nextId}`, add('a', 'b'));
    const [first, second] = positions;
    expect(second).toEqual({ ...first, offset: (first?.offset ?? 0) + 1 });
    const batch = await log.read(first ?? { topic: '', partition: 0, offset: 0 }, 2);
    expect(batch.records.filter(isReadable).map(({ event }) => event)).toEqual(events);
    expect(await test.database.query('select * from streams.outbox')).toEqual([]);
  });

  it('is not on the log when it was refused, or lost', async () => {
    const before = await log.heads(topics.incidents);
    await streams()
      .decide(`inc-${++nextId}`, refused)
      .catch(() => undefined);
    const id = `inc-${++nextId}`;
    await streams().decide(id, add('a'), { ids: 'once' });
    await streams().decide(id, add('a'), { ids: 'once' });
    const offsets = (heads: readonly { offset: number }[]) =>
      heads.reduce((sum, { offset }) => sum + offset, 0);
    expect(offsets(await log.heads(topics.incidents)) - offsets(before)).toBe(1);
  });

  it('keeps the order of each stream, with many writers on many streams', async () => {
    const ids = Array.from({ length: 5 }, () => `inc-${++nextId}`);
    const writers = [streams(), streams()];
    await Promise.all(
      ids.flatMap((id) => Array.from({ length: 20 }, (_, n) => writers[n % 2]?.decide(id, add(`note ${n}`)))),
    );
    for (const id of ids) {
      const { state } = await streams().load(id);
      await expect.poll(() => notesOn(id)).toEqual(state.notes);
      expect(state.notes).toHaveLength(20);
    }
  });

  it('wakes the readers of this process at once', async () => {
    const waits: number[] = [];
    for (let n = 0; n < 30; n++) {
      const id = `inc-${++nextId}`;
      await streams().decide(id, add('now'));
      const decided = performance.now();
      await expect.poll(() => notesOn(id), { interval: 1 }).toEqual(['now']);
      waits.push((seen.find(({ event }) => event.subject === id)?.at ?? Number.POSITIVE_INFINITY) - decided);
    }
    waits.sort((a, b) => a - b);
    expect(waits[15]).toBeLessThan(100);
  });
});
