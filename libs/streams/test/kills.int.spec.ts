import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudEventJson, decodeEvent, type Event, keyOf } from '@hormesis/events';
import { type EventLog, isReadable, type Receipts, topics } from '@hormesis/log';
import { KafkaLog } from '@hormesis/log-kafka';
import { PostgresLog, PostgresReceipts } from '@hormesis/log-postgres';
import { migrateStreams, OutboxRelay, outboxStatus } from '@hormesis/streams';
import { startTestDatabase, startTestKafka, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countedNotes } from './note-count.js';
import { startWorker, type Worker } from './worker.js';

/** The long suite has more: HORMESIS_KILLS=50. */
const kills = Number(process.env.HORMESIS_KILLS || 6);
const streamCount = 6;
const patience = { timeout: 60_000 + kills * 10_000 };

let test: TestDatabase;
let log: EventLog;
let workers: Promise<Worker>[];
let accepted: string[];

beforeEach(async () => {
  test = await startTestDatabase();
  await migrateStreams(test.database);
  workers = [];
  accepted = [];
});
afterEach(async () => {
  for (const worker of workers) await (await worker).kill();
  await log.close();
  await test.drop();
});

describe(`processes that are killed ${kills} times at any moment`, () => {
  it(
    'while they decide and others publish to Kafka: the log gets what was decided, in order',
    patience,
    async () => {
      const { brokers, prefix } = await startTestKafka();
      const receipts = await PostgresReceipts.open(test.database);
      log = new KafkaLog({ brokers, receipts, partitions: 4, topicPrefix: prefix });
      const relay = { program: 'relay-until-killed.mjs', settings: { brokers, prefix } };
      const decider = { program: 'decide-until-killed.mjs', settings: { streamCount } };
      const published = await killAndReplace([relay, decider, relay, decider], () => sum(log));
      await new OutboxRelay(test.database, log).drain();

      expect(await outboxStatus(test.database)).toMatchObject({ waiting: 0, stuck: 0 });
      const decided = await decidedEvents();
      expectAll(decided, await eventsOn(log));
      await publishAgain(
        [...decided.values()].flatMap((events) => events.slice(-10)),
        { brokers, prefix },
      );
      expectAll(decided, await eventsOn(log));
      expect(await countedNotes(test.database, log)).toEqual(
        new Map([...decided].map(([stream, events]) => [stream.replace('notes-', ''), events.length])),
      );
      expect(new Set(published).size, 'something was published between the kills').toBeGreaterThan(kills / 2);
    },
  );

  it('while they decide next to a log in the same database: it has each event once', patience, async () => {
    log = await PostgresLog.open(test.database);
    const decider = { program: 'decide-until-killed.mjs', settings: { streamCount, transactional: true } };
    const progress = await killAndReplace([decider, decider], () => sum(log));

    const onLog = await eventsOn(log);
    expectAll(await decidedEvents(), onLog);
    expect(onLog).toHaveLength(new Set(onLog.map(({ id }) => id)).size);
    expect(new Set(progress).size, 'something was decided between the kills').toBeGreaterThan(kills / 2);
  });
});

type Role = { program: string; settings: object };

/** Has a process run in each role; kills and replaces one after the other. What was measured after each kill. */
async function killAndReplace(roles: readonly Role[], measure: () => Promise<number>): Promise<number[]> {
  let started = 0;
  const start = ({ program, settings }: Role) =>
    startWorker(program, { url: test.url, name: `worker-${started++}`, ...settings });
  workers = roles.map(start);
  await Promise.all(workers);
  const measured: number[] = [];
  for (let n = 0; n < kills; n++) {
    const place = n % roles.length;
    const [role, victim] = [roles[place], await workers[place]];
    if (!role || !victim) throw new Error('one worker a role');
    await moreThan(measured.at(-1) ?? 0, measure);
    await sleep(Math.random() * 200);
    await retire(victim);
    workers[place] = start(role);
    measured.push(await measure());
  }
  for (const worker of workers.splice(0)) await retire(await worker);
  return measured;
}

/** On a busy machine a process may need seconds before it gets anything done: the kill waits for it that long. */
async function moreThan(before: number, measure: () => Promise<number>): Promise<void> {
  for (const end = Date.now() + 6_000; Date.now() < end && (await measure()) <= before; ) await sleep(20);
}

async function retire(worker: Worker): Promise<void> {
  await worker.kill();
  accepted.push(...worker.said.flatMap((one) => (typeof one.accepted === 'string' ? one.accepted : [])));
}

/** The streams hold all that was accepted, once; the log holds the streams, each in its order, and nothing else. */
function expectAll(decided: ReadonlyMap<string, readonly Event[]>, onLog: readonly Event[]): void {
  const notes = [...decided.values()].flat().map((event) => (event.data as { note: string }).note);
  expect(new Set(notes).size).toBe(notes.length);
  const indexOf = new Map(onLog.map(({ id }, index) => [id, index] as const).toReversed());
  expect(accepted.length).toBeGreaterThan(kills);
  expect(new Set(notes)).toEqual(new Set([...notes, ...accepted, ...accepted.map((note) => `${note}-more`)]));
  const firsts = onLog.filter(({ id }, index) => index === indexOf.get(id));
  expect(firsts.length).toBe(notes.length);
  for (const [stream, events] of decided) {
    const seen = firsts.filter(({ subject }) => `notes-${subject}` === stream);
    expect(seen.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  }
}

/** Writes them to the log a second time, as a process may that does not know of the first. */
async function publishAgain(
  events: readonly Event[],
  kafka: { brokers: string[]; prefix: string },
): Promise<void> {
  const receipts: Receipts = {
    claim: async () => ({ known: new Map(), open: new Map() }),
    record: async () => undefined,
  };
  const { brokers, prefix } = kafka;
  const forgetful = new KafkaLog({ brokers, receipts, partitions: 4, topicPrefix: prefix });
  const before = await sum(forgetful);
  await forgetful.append(
    topics.incidents,
    events.map((event) => ({ key: keyOf(event), event })),
  );
  expect((await sum(forgetful)) - before).toBe(events.length);
  await forgetful.close();
}

async function decidedEvents(): Promise<Map<string, Event[]>> {
  const rows = await test.database.query<{ stream: string; version: number; event: CloudEventJson }>(
    'select stream, version, event from streams.event order by stream, version',
  );
  const streams = Map.groupBy(rows, ({ stream }) => stream);
  for (const some of streams.values()) {
    expect(some.map(({ version }) => version)).toEqual(some.map((_, index) => index + 1));
  }
  return new Map([...streams].map(([stream, some]) => [stream, some.map(({ event }) => decodeEvent(event))]));
}

async function eventsOn(read: EventLog): Promise<Event[]> {
  const events: Event[] = [];
  for (const { partition, offset: head } of await read.heads(topics.incidents)) {
    for (let offset = 0; offset < head; ) {
      const batch = await read.read({ topic: topics.incidents, partition, offset }, 1_000);
      events.push(...batch.records.filter(isReadable).map(({ event }) => event));
      offset = batch.nextOffset;
    }
  }
  return events;
}

async function sum(read: EventLog): Promise<number> {
  return (await read.heads(topics.incidents)).reduce((all, { offset }) => all + offset, 0);
}
