import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { migrateStreams, OutboxRelay, outboxStatus, Streams } from '@hormesis/streams';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { add, type Noted, type Notes, notesDecider } from './notes.js';
import { RemoteLog } from './remote-log.js';

let test: TestDatabase;
let log: RemoteLog;
let relays: OutboxRelay[];

const streams = () =>
  new Streams<Notes, Noted>(test.database, log, notesDecider, { source: '/hormesis/test' });

const startRelay = (pollMs = 60_000) => {
  const relay = new OutboxRelay(test.database, log, { pollMs });
  relays.push(relay);
  relay.start();
  return relay;
};

const notesOn = (events: readonly Event[], id: string) =>
  events.filter(({ subject }) => subject === id).map(({ data }) => (data as { note: string }).note);

beforeEach(async () => {
  test = await startTestDatabase({ maxConnections: 25 });
  await migrateStreams(test.database);
  log = new RemoteLog();
  relays = [];
});

afterEach(async () => {
  for (const relay of relays) await relay.stop();
  await test.drop();
});

describe('the outbox', () => {
  it('is on the log soon after the decision, without being polled', async () => {
    startRelay();
    const decided = await streams().decide('inc-1', add('a', 'b'));
    expect(decided.positions).toEqual([null, null]);
    const published = await streams().published(decided);
    expect(published.positions).toEqual([
      { topic: topics.incidents, partition: 0, offset: 0 },
      { topic: topics.incidents, partition: 0, offset: 1 },
    ]);
    expect(log.sent).toEqual(decided.events);
  });

  it('keeps the order of each stream, with many writers and two relays', async () => {
    startRelay();
    startRelay();
    const ids = ['inc-1', 'inc-2', 'inc-3'];
    const writers = [streams(), streams()];
    const all = ids.flatMap((id) => Array.from({ length: 20 }, (_, n) => ({ id, writer: writers[n % 2] })));
    const decided = await Promise.all(all.map(({ id, writer }, n) => writer?.decide(id, add(`note ${n}`))));
    for (const one of decided) if (one) await streams().published(one);
    for (const id of ids) {
      const { state } = await streams().load(id);
      expect(notesOn(log.sent, id)).toEqual(state.notes);
    }
    expect(log.count(topics.incidents)).toBe(60);
    expect(log.sent).toHaveLength(60);
  });

  it('takes over what another process left', async () => {
    const decided = await streams().decide('inc-1', add('left behind'));
    startRelay();
    await streams().published(decided);
    expect(notesOn(log.sent, 'inc-1')).toEqual(['left behind']);
  });

  it('counts once when a relay stands still between the append and its note', async () => {
    await streams().decide('inc-1', add('a', 'b'));
    const { promise: stopped, resolve: goOn } = Promise.withResolvers<void>();
    log.beforeAnswer = () => stopped;
    const still = new OutboxRelay(test.database, log).drain();
    await expect.poll(() => log.sent.length).toBe(2);
    log.beforeAnswer = async () => undefined;
    await letLeaseRunOut();
    await new OutboxRelay(test.database, log).drain();
    goOn();
    await still;
    expect(notesOn(log.sent, 'inc-1')).toEqual(['a', 'b', 'a', 'b']);
    expect(log.count(topics.incidents)).toBe(2);
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 0 });
  });

  it('is published by one relay at a time, and no transaction is open meanwhile', async () => {
    await streams().decide('inc-1', add('a'));
    const open = async () =>
      (
        await test.database.query(
          `select from pg_stat_activity
            where datname = current_database() and (state like 'idle in transaction%' or wait_event_type = 'Lock')`,
        )
      ).length;
    let others = -1;
    let transactions = -1;
    log.beforeAnswer = async () => {
      const before = log.asked;
      startRelay(5);
      startRelay(5);
      await sleep(200);
      others = log.asked - before;
      transactions = await open();
    };
    await new OutboxRelay(test.database, log).drain();
    expect([others, transactions]).toEqual([0, 0]);
    expect(log.sent).toHaveLength(1);
  });

  it('says so when it was published so long ago that its place is no longer kept', async () => {
    const decided = await streams().decide('inc-1', add('a'));
    await new OutboxRelay(test.database, log).drain();
    await test.database.query(`update streams.outbox set published = now() - interval '2 hours'`);
    await streams().decide('inc-2', add('b'));
    await new OutboxRelay(test.database, log).drain();
    expect(await test.database.query('select stream from streams.outbox')).toEqual([
      { stream: 'notes-inc-2' },
    ]);
    await expect(streams().published(decided, 5_000)).rejects.toThrow(/published so long ago/);
  });

  it('waits while the log cannot be reached, and says so to who waits for it', async () => {
    log.unreachable = true;
    startRelay(20);
    const decided = await streams().decide('inc-1', add('patient'));
    await expect(streams().published(decided, 50)).rejects.toThrow(
      /1 decided events were not on the log after 50 ms/,
    );
    log.unreachable = false;
    await streams().published(decided);
    expect(log.count(topics.incidents)).toBe(1);
  });
});

/** As if its holder had not renewed it for longer than it lives. */
async function letLeaseRunOut(): Promise<void> {
  await test.database.query(`update streams.relay set until = now() - interval '1 second'`);
}
