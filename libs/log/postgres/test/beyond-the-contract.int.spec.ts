import { randomUUID } from 'node:crypto';
import { Database } from '@hormesis/database';
import { stateEvent } from '@hormesis/events';
import { isReadable, type LogEntry, type LogRecord } from '@hormesis/log';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresLog } from '../src/index.js';

function entry(id: string, key = 'checkout'): LogEntry {
  const data = { environment: { id: 'production' }, artifactId: `pkg:oci/${key}` };
  return {
    key,
    event: stateEvent({ name: 'service.deployed', subject: key, data }, { id, source: '/test' }),
  };
}

const idOf = (record: LogRecord): string => (isReadable(record) ? record.event.id : '?');

describe('PostgresLog', () => {
  let test: TestDatabase;
  let log: PostgresLog;
  beforeAll(async () => {
    test = await startTestDatabase();
    log = await PostgresLog.open(test.database);
  });
  afterAll(async () => {
    await log.close();
    await test.drop();
  });

  it('makes the four topics when it is opened', async () => {
    expect(await log.heads('hormesis.learning')).toHaveLength(4);
  });

  it('keeps the partitions of a topic, whatever is configured later', async () => {
    const other = await PostgresLog.open(test.database, { partitions: 7 });
    expect(await other.heads('hormesis.changes')).toHaveLength(4);
    expect(await other.heads(randomUUID())).toHaveLength(7);
    await other.close();
  });

  it('appends inside the transaction of somebody else, and wakes readers after it', async () => {
    const topic = randomUUID();
    const seen: string[] = [];
    const elsewhere = await PostgresLog.open(test.database);
    const consumer = await elsewhere.consume({
      topics: [topic],
      positionOf: async () => 0,
      handle: async ({ records }) => {
        seen.push(...records.map(idOf));
      },
    });
    const failed = test.database.transaction(async (tx) => {
      await log.appendWithin(tx, topic, [entry('never')]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const [appended] = await test.database.transaction(async (tx) => {
      const done = await log.appendWithin(tx, topic, [entry('once')]);
      tx.afterCommit(() => log.wake(done.map(({ position }) => position)));
      return done;
    });
    expect(appended).toEqual({ position: { topic, partition: 2, offset: 0 }, duplicate: false });
    await expect.poll(() => seen).toEqual(['once']);
    await consumer.stop();
    await elsewhere.close();
  });

  it('leaves no hole and loses nothing when writers collide, repeat one another and roll back', async () => {
    const topic = randomUUID();
    await log.heads(topic);
    const writers = await Promise.all(Array.from({ length: 4 }, () => PostgresLog.open(test.database)));
    const told = new Map<string, string>();
    const tell = (id: string, position: unknown): void => {
      const text = JSON.stringify(position);
      expect(told.get(id) ?? text).toBe(text);
      told.set(id, text);
    };
    await Promise.all(
      writers.map(async (writer, w) => {
        for (let round = 0; round < 40; round++) {
          const given = Array.from({ length: 10 }, (_, i) => {
            const n = Math.floor(Math.random() * 300) * 10 + i;
            return entry(`${n}`, `key-${n % 9}`);
          });
          const inTransaction = (round + w) % 4 === 0;
          if (!inTransaction) {
            const appended = await writer.append(topic, given);
            for (const [i, { position }] of appended.entries()) tell(given[i]?.event.id ?? '', position);
          } else {
            const rolledBack = test.database.transaction(async (tx) => {
              await writer.appendWithin(tx, topic, given);
              throw new Error('rolled back');
            });
            await expect(rolledBack).rejects.toThrow('rolled back');
          }
        }
      }),
    );
    const stored: LogRecord[] = [];
    for (const { partition, offset: head } of await log.heads(topic)) {
      const { records } = await log.read({ topic, partition, offset: 0 }, 10_000);
      expect(records.map(({ position }) => position.offset)).toEqual(
        Array.from({ length: head }, (_, i) => i),
      );
      stored.push(...records);
    }
    expect(new Set(stored.map(idOf)).size).toBe(stored.length);
    expect(stored).toHaveLength(told.size);
    for (const record of stored) expect(told.get(idOf(record))).toBe(JSON.stringify(record.position));
    await Promise.all(writers.map((writer) => writer.close()));
  });

  it('ends a batch early when its events are large, and loses none', async () => {
    const topic = randomUUID();
    const large = Array.from({ length: 30 }, (_, i) => {
      const { event } = entry(`${i}`);
      return {
        key: 'checkout',
        event: { ...event, data: { ...(event.data as object), summary: 'x'.repeat(500_000) } },
      };
    });
    await log.append(topic, large);
    const first = await log.read({ topic, partition: 2, offset: 0 }, 100);
    expect(first.records.length).toBeLessThan(12);
    const ids = first.records.map(idOf);
    for (let offset = first.nextOffset; offset < first.head; ) {
      const batch = await log.read({ topic, partition: 2, offset }, 100);
      ids.push(...batch.records.map(idOf));
      offset = batch.nextOffset;
    }
    expect(ids).toEqual(large.map(({ event }) => event.id));
  });

  it('tells a reader that stands beyond the head, as after a restored backup', async () => {
    const topic = randomUUID();
    const errors: unknown[] = [];
    const consumer = await log.consume({
      topics: [topic],
      positionOf: async ({ partition }) => (partition === 2 ? 7 : 0),
      handle: async () => undefined,
      onError: (error) => errors.push(error),
    });
    await expect.poll(() => String(errors[0])).toContain(`${topic}/2@7 lies beyond the head 0`);
    await consumer.stop();
  });

  it('gives an id one place even if it comes under two keys at once', async () => {
    const topic = randomUUID();
    await log.heads(topic);
    const other = await PostgresLog.open(test.database);
    for (let i = 0; i < 30; i++) {
      const id = randomUUID();
      const [[one], [two]] = await Promise.all([
        log.append(topic, [entry(id, 'checkout')]),
        other.append(topic, [entry(id, 'payments')]),
      ]);
      expect(two?.position).toEqual(one?.position);
    }
    await other.close();
  });

  it('does not fail others for what one caller sent wrong', async () => {
    const topic = randomUUID();
    await log.heads(topic);
    const calls = [entry('a'), entry('b', 'a key with \u0000'), entry('c')].map((one) =>
      log.append(topic, [one]),
    );
    const outcomes = await Promise.allSettled([log.append(topic, [entry('first')]), ...calls]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('gives the partitions of a killed member to the others at once', async () => {
    const [topic, group] = [randomUUID(), randomUUID()];
    const read = { group, topics: [topic], positionOf: async () => 0, handle: async () => undefined };
    const dying = new Database(test.url);
    const killed = await PostgresLog.open(dying);
    await killed.consume(read);
    const heir = await log.consume(read);
    await expect.poll(() => heir.assigned().length).toBe(2);
    const since = performance.now();
    // All that is left of a killed process in the database: its connections end, and it never reports again.
    await dying.close();
    await expect.poll(() => heir.assigned().length, { timeout: 10_000, interval: 10 }).toBe(4);
    expect(performance.now() - since).toBeLessThan(3_000);
    await Promise.all([killed.close(), heir.stop()]);
  });

  it('goes on when all its connections are cut', async () => {
    const topic = randomUUID();
    const url = test.url;
    const fragile = new Database(url, { applicationName: 'fragile' });
    const cut = await PostgresLog.open(fragile);
    const seen: string[] = [];
    const consumer = await cut.consume({
      group: randomUUID(),
      topics: [topic],
      positionOf: async () => seen.length,
      handle: async ({ records }) => {
        seen.push(...records.map(idOf));
      },
    });
    await cut.append(topic, [entry('before')]);
    await expect.poll(() => seen).toEqual(['before']);
    await test.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fragile'`,
    );
    await log.append(topic, [entry('after')]);
    await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['before', 'after']);
    await consumer.stop();
    await cut.close();
    await fragile.close();
  });
});
