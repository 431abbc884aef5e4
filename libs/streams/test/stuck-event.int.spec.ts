import type { Event } from '@hormesis/events';
import { topics } from '@hormesis/log';
import {
  EventStuck,
  migrateStreams,
  OutboxRelay,
  outboxStatus,
  Streams,
  stuckEvents,
  waitingEvents,
} from '@hormesis/streams';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { add, type Noted, type Notes, notesDecider } from './notes.js';
import { RemoteLog } from './remote-log.js';

const noteOf = ({ data }: Event) => (data as { note: string }).note;
const isTooLarge = (event: Event) => noteOf(event).startsWith('large');

describe('an event that the log does not take', () => {
  let test: TestDatabase;
  let log: RemoteLog;
  let errors: unknown[];
  let streams: Streams<Notes, Noted>;
  let relay: OutboxRelay;

  beforeEach(async () => {
    test = await startTestDatabase();
    await migrateStreams(test.database);
    log = new RemoteLog();
    log.takes = (event) => !isTooLarge(event);
    errors = [];
    streams = new Streams<Notes, Noted>(test.database, log, notesDecider, { source: '/hormesis/test' });
    relay = new OutboxRelay(test.database, log, { onError: (error) => errors.push(error) });
  });
  afterEach(async () => {
    await relay.stop();
    await test.drop();
  });

  const onLog = () => log.sent.map((event) => `${event.subject}: ${noteOf(event)}`).sort();
  const tryAgainNow = () => test.database.query('update streams.outbox set retry_at = now()');

  it('holds back its own stream only, and is told by stream and id', async () => {
    for (let n = 0; n < 20; n++) await streams.decide(`inc-${n}`, add('before'));
    const { events } = await streams.decide('inc-7', add('large one'));
    for (let n = 0; n < 20; n++) await streams.decide(`inc-${n}`, add('after'));
    await relay.drain();

    const all = Array.from({ length: 20 }, (_, n) => [`inc-${n}: after`, `inc-${n}: before`]).flat();
    expect(onLog()).toEqual(all.filter((one) => one !== 'inc-7: after').sort());
    expect(errors).toHaveLength(1);
    expect(errors[0]).toBeInstanceOf(EventStuck);
    expect(String(errors[0])).toMatch(
      new RegExp(`Event ${events[0]?.id} \\(stream notes-inc-7, version 2\\) cannot be published`),
    );
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 2, stuck: 1 });
    expect(await stuckEvents(test.database)).toMatchObject([
      {
        stream: 'notes-inc-7',
        version: 2,
        id: events[0]?.id,
        attempts: 1,
        error: 'the message is too large',
      },
    ]);
  });

  it('goes out, with what waits behind it, once the log takes it', async () => {
    await streams.decide('inc-1', add('large one', 'next'));
    await relay.drain();
    await tryAgainNow();
    await relay.drain();
    expect(await stuckEvents(test.database)).toMatchObject([{ attempts: 2 }]);
    expect(log.sent).toEqual([]);
    log.takes = () => true;
    await tryAgainNow();
    await relay.drain();
    expect(log.sent.map(noteOf)).toEqual(['large one', 'next']);
    expect(await outboxStatus(test.database)).toEqual({ waiting: 0, stuck: 0, oldestSeconds: 0 });
  });

  it('is found among many, in few appends', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        streams.decide(`inc-${n}`, add(n % 100 === 50 ? 'large' : 'small')),
      ),
    );
    await relay.drain();
    expect(log.sent).toHaveLength(198);
    expect(log.asked).toBeLessThan(40);
    expect(errors).toHaveLength(2);
  });

  it('may also be one that nobody can read', async () => {
    await streams.decide('inc-1', add('broken', 'behind it'));
    await streams.decide('inc-2', add('whole'));
    await test.database.query(
      `update streams.event set event = '{"specversion": "9"}' where stream = 'notes-inc-1' and version = 1`,
    );
    expect((await waitingEvents(test.database, topics.incidents)).map(noteOf)).toEqual([
      'behind it',
      'whole',
    ]);
    await relay.drain();
    expect(onLog()).toEqual(['inc-2: whole']);
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 2, stuck: 1 });
  });

  it('is none when the log cannot be reached at all: everything waits, nothing is marked', async () => {
    log.unreachable = true;
    for (let n = 0; n < 5; n++) await streams.decide(`inc-${n}`, add('a'));
    await expect(relay.drain()).rejects.toThrow('the log cannot be reached');
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 5, stuck: 0 });
    expect(log.asked).toBe(1);
  });

  it('is none when the log takes nothing, though it answers', async () => {
    log.takes = () => false;
    await Promise.all(Array.from({ length: 50 }, (_, n) => streams.decide(`inc-${n}`, add('a'))));
    await expect(relay.drain()).rejects.toThrow('the message is too large');
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 50, stuck: 0 });
    log.takes = () => true;
    await relay.drain();
    expect(log.count(topics.incidents)).toBe(50);
  });

  it('stops no other topic, however many a topic refuses and however far in front they stand', async () => {
    await Promise.all(
      Array.from({ length: 600 }, (_, n) => streams.decide(`bad-${n}`, add('large', 'behind it'))),
    );
    for (let n = 0; n < 3; n++) await streams.decide(`good-${n}`, add('small'));
    await test.database.query(`update streams.outbox set topic = $1 where stream like 'notes-good-%'`, [
      topics.changes,
    ]);
    await expect(relay.drain()).rejects.toThrow('the message is too large');
    expect(log.count(topics.changes)).toBe(3);
    expect(log.count(topics.incidents)).toBe(0);
    const { waiting, stuck } = await outboxStatus(test.database);
    expect(waiting).toBe(1_200);
    expect(stuck).toBeGreaterThanOrEqual(20);
    expect(errors).toHaveLength(stuck);
    expect(errors.every((error) => error instanceof EventStuck)).toBe(true);

    log.takes = () => true;
    await tryAgainNow();
    await relay.drain();
    expect(log.count(topics.incidents)).toBe(1_200);
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 0, stuck: 0 });
  });

  it('does not stop the rest of its topic, when many stand in front', async () => {
    for (let n = 0; n < 25; n++) await streams.decide(`bad-${n}`, add('large'));
    await Promise.all(Array.from({ length: 30 }, (_, n) => streams.decide(`good-${n}`, add('one', 'two'))));
    await relay.drain();
    expect(log.count(topics.incidents)).toBe(60);
    expect(log.sent).toHaveLength(60);
    for (let n = 0; n < 30; n++) {
      expect(log.sent.filter(({ subject }) => subject === `good-${n}`).map(noteOf)).toEqual(['one', 'two']);
    }
    expect(await outboxStatus(test.database)).toMatchObject({ waiting: 25, stuck: 25 });
  });
});
