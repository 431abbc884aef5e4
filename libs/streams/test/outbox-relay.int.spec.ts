import type { Event } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { migrateStreams, OutboxRelay, Streams } from '@hormesis/streams';
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

  it('counts once when the relay dies between the append and the commit', async () => {
    await streams().decide('inc-1', add('a', 'b'));
    log.beforeAnswer = killRelay;
    const relay = new OutboxRelay(test.database, log);
    await expect(relay.drain()).rejects.toThrow();
    log.beforeAnswer = async () => undefined;
    await relay.drain();
    expect(notesOn(log.sent, 'inc-1')).toEqual(['a', 'b', 'a', 'b']);
    expect(log.count(topics.incidents)).toBe(2);
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

/** Cuts the connection of the transaction that is publishing, as a `kill -9` of its process would. */
async function killRelay(): Promise<void> {
  await test.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`,
  );
}
