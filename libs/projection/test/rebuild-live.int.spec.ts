import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@hormesis/database';
import { keyOf } from '@hormesis/events';
import { type EventLog, type EventRecord, isReadable, topics } from '@hormesis/log';
import { startTestDatabase, startTestKafka, type TestDatabase } from '@hormesis/testing';
import { afterEach, describe, expect, it } from 'vitest';
import {
  behind,
  loadBuilds,
  migrateProjections,
  ProjectionRunner,
  Rebuilder,
  requestRebuild,
} from '../src/index.js';
import { addTables, allKinds, kindsOf, storedKinds } from './kinds.js';
import { deployed, startAnew } from './ledger.js';
import { openLog } from './open-log.mjs';
import { at } from './rebuild-story.js';
import { killNow, spawnWorker } from './spawn-worker.js';

const services = ['checkout', 'search', 'cart', 'mail', 'stock'];
const logs = {
  Postgres: async () => ({}),
  Kafka: async () => {
    const { brokers, prefix } = await startTestKafka();
    return { TEST_KAFKA_BROKERS: brokers.join(','), TEST_KAFKA_PREFIX: prefix };
  },
};

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

type Stage = { test: TestDatabase; log: EventLog; env: Record<string, string> };

async function setUp(environment: Record<string, string>): Promise<Stage> {
  const test = await startTestDatabase();
  cleanUp.push(() => test.drop());
  const env = { ...environment, DATABASE_URL: test.url };
  await migrateProjections(test.database);
  await startAnew(test.database);
  await addTables(test.database);
  const log: EventLog = await openLog(test.database, env);
  cleanUp.push(() => log.close());
  const runner = new ProjectionRunner({ db: test.database, log, projections: allKinds, group: 'live' });
  await runner.start();
  cleanUp.push(() => runner.stop());
  return { test, log, env };
}

/** Writes until told to end: deployments in no order of time, and some of them once more. */
function write(log: EventLog): { stop(): Promise<void> } {
  const writing = { on: true };
  const done = (async () => {
    for (let n = 0; writing.on; n += 1) {
      const events = services.map((service, s) =>
        deployed(service, `v${n}`, at((n * 7_919 + s) % 1_000), `${service}-${n % 9 === 0 ? n - 1 : n}`),
      );
      await log.append(
        topics.changes,
        events.map((event) => ({ key: keyOf(event), event })),
      );
      await sleep(3);
    }
  })();
  const stop = async () => {
    writing.on = false;
    await done;
  };
  cleanUp.push(stop);
  return { stop };
}

async function everythingOn(log: EventLog): Promise<EventRecord[]> {
  const records: EventRecord[] = [];
  for (const topic of [topics.changes, topics.incidents]) {
    for (const { partition, offset: head } of await log.heads(topic)) {
      for (let offset = 0; offset < head; ) {
        const batch = await log.read({ topic, partition, offset }, 1_000);
        records.push(...batch.records.filter(isReadable));
        offset = batch.nextOffset;
      }
    }
  }
  return records;
}

async function settled({ test, log }: Stage): Promise<void> {
  for (const { name } of allKinds) {
    await expect.poll(() => behind(test.database, log, name), { timeout: 60_000 }).toBe(0);
  }
  const expected = kindsOf(await everythingOn(log));
  expect(await storedKinds(test.database)).toEqual(expected);
  expect((await loadBuilds(test.database)).map(({ state }) => state).sort()).toEqual(
    allKinds.flatMap(() => ['kept', 'live']).sort(),
  );
  for (const { name } of allKinds) {
    const [kept] = await test.database.query<{ rows: number }>(
      `SELECT count(*) AS rows FROM test.${name}__1`,
    );
    const [live] = await test.database.query<{ rows: number }>(`SELECT count(*) AS rows FROM test.${name}`);
    expect(kept, 'the build before is kept up to date').toEqual(live);
  }
}

async function request({ test }: Stage): Promise<void> {
  for (const { name } of allKinds) await requestRebuild(test.database, { projection: name, version: 1 });
}

async function isLive({ test }: Stage): Promise<boolean> {
  const builds = await loadBuilds(test.database);
  const failed = builds.find(({ state }) => state === 'failed' || state === 'differs');
  expect(failed, JSON.stringify(failed)).toBeUndefined();
  return builds.filter(({ state, build }) => state === 'live' && build === 2).length === allKinds.length;
}

describe.each(Object.entries(logs))('a rebuild on %s', (_, environment) => {
  it('takes over while events keep coming, and readers never see fewer rows', {
    timeout: 120_000,
  }, async () => {
    const stage = await setUp(await environment());
    const { test, log } = stage;
    const writer = write(log);
    await sleep(2_000);
    const onError = (error: unknown) => process.stderr.write(`${String(error)}\n`);
    const rebuilder = new Rebuilder({ db: test.database, log, projections: allKinds, onError });
    await rebuilder.start();
    cleanUp.push(() => rebuilder.stop());
    await request(stage);
    const reading = readDiary(test.url);
    await expect.poll(() => isLive(stage), { timeout: 90_000 }).toBe(true);
    await sleep(500);
    const counts = await reading();
    await writer.stop();
    await settled(stage);
    expect(counts.length).toBeGreaterThan(20);
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

/** Counts the lines that readers see, again and again, on a connection of its own. */
function readDiary(url: string): () => Promise<number[]> {
  const db = new Database(url, { maxConnections: 1 });
  cleanUp.push(() => db.close());
  const counts: number[] = [];
  let goesOn = true;
  const reading = (async () => {
    while (goesOn) {
      const [seen] = await db.query<{ lines: number }>('SELECT count(*) AS lines FROM test.diary');
      counts.push(seen?.lines ?? -1);
    }
  })();
  return async () => {
    goesOn = false;
    await reading;
    return counts;
  };
}

/** What keeps a rebuild from going on beyond a phase: locks that it needs there. */
const obstacles = {
  'loads rows': 'SELECT FROM projection.checkpoint WHERE build = 2 FOR UPDATE',
  'makes keys': 'SELECT FROM test.latest__2, test.diary__2, test.ledger__2 LIMIT 1',
  'brings the builds abreast': 'SELECT FROM projection.checkpoint WHERE build = 1 FOR UPDATE',
  'puts the new build in its place': 'SELECT FROM test.latest, test.diary, test.ledger LIMIT 1',
};

describe('a process that carries out a rebuild', () => {
  it('may be killed while it does anything: the next one goes on', { timeout: 240_000 }, async () => {
    const stage = await setUp(await logs.Postgres());
    const { database } = stage.test;
    const writer = write(stage.log);
    await sleep(3_000);
    await request(stage);
    let worker = await spawnWorker('rebuild-worker.mjs', stage.env);
    cleanUp.push(() => killNow(worker));
    const begun = () =>
      database.query('SELECT DISTINCT projection FROM projection.checkpoint WHERE build = 2');
    await expect.poll(async () => (await begun()).length, { timeout: 30_000, interval: 2 }).toBe(3);
    const [first, ...others] = Object.values(obstacles);
    let obstacle = await hold(database, first!);
    for (const next of [...others, undefined]) {
      await expect.poll(() => workersWaiting(database), { timeout: 60_000, interval: 10 }).toBeGreaterThan(0);
      await killNow(worker);
      const before = obstacle;
      if (next) obstacle = await hold(database, next);
      await before();
      worker = await spawnWorker('rebuild-worker.mjs', stage.env);
    }
    await expect.poll(() => isLive(stage), { timeout: 60_000 }).toBe(true);
    await writer.stop();
    await settled(stage);
  });
});

async function workersWaiting(db: Database): Promise<number> {
  const waiting = await db.query(
    `SELECT FROM pg_stat_activity WHERE application_name = 'rebuild-worker' AND wait_event_type = 'Lock'`,
  );
  return waiting.length;
}

/** Takes locks; returns what gives them back. */
async function hold(db: Database, sql: string): Promise<() => Promise<void>> {
  const { promise: end, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hasHeld } = Promise.withResolvers<void>();
  const transaction = db.transaction(async (tx) => {
    await tx.query(sql);
    hasHeld();
    await end;
  });
  await Promise.race([held, transaction]);
  return async () => {
    release();
    await transaction;
  };
}
