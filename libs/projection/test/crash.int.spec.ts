import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { keyOf } from '@hormesis/events';
import { type EventLog, type EventRecord, isReadable, topics } from '@hormesis/log';
import { startTestDatabase, startTestKafka, type TestDatabase } from '@hormesis/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { behind, migrateProjections, ProjectionRunner } from '../src/index.js';
import { addTables, allKinds, kindsOf, storedKinds } from './kinds.js';
import { anomaly, deployed, startAnew } from './ledger.js';
import { openLog } from './open-log.mjs';

/** 50 in the long suite. */
const kills = Number(process.env.HORMESIS_KILLS ?? 6);
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

describe.each(Object.entries(logs))('a projection process on %s', (_, environment) => {
  it(`loses and doubles nothing when it is killed ${kills} times at any moment, with its successor already there`, {
    timeout: 60_000 + kills * 20_000,
  }, async () => {
    const test = await startTestDatabase();
    cleanUp.push(() => test.drop());
    const env = { ...(await environment()), DATABASE_URL: test.url };
    await migrateProjections(test.database);
    await startAnew(test.database);
    await addTables(test.database);
    const log: EventLog = await openLog(test.database, env);
    cleanUp.push(() => log.close());
    const writing = { on: true };
    const writer = writeUntilTold(log, writing);
    cleanUp.push(async () => {
      writing.on = false;
      await writer;
    });

    const progress: number[] = [];
    let worker = await startWorker(env);
    while (progress.length < kills) {
      const before = await takenIn(test);
      await expect.poll(() => takenIn(test), { timeout: 15_000, interval: 5 }).toBeGreaterThan(before);
      await sleep(Math.random() * 100);
      const successor = progress.length % 2 === 0 ? await startWorker(env) : undefined;
      await killNow(worker);
      worker = successor ?? (await startWorker(env));
      progress.push(await takenIn(test));
    }
    writing.on = false;
    await writer;
    await killNow(worker);

    const heir = new ProjectionRunner({ db: test.database, log, projections: allKinds, group: 'heir' });
    await heir.start();
    cleanUp.push(() => heir.stop());
    for (const { name } of allKinds) {
      await expect.poll(() => behind(test.database, log, name), { timeout: 60_000 }).toBe(0);
    }
    const records = await everythingOn(log, [topics.changes, topics.incidents]);
    const expected = kindsOf(records);
    const stored = await storedKinds(test.database);
    expect(stored.ledger).toEqual(expected.ledger);
    expect(stored.latest).toEqual(expected.latest);
    expect(stored.diary).toEqual(expected.diary);
    expect(progress.at(-1)).toBeGreaterThan(progress[0] ?? 0);
  });
});

/** Deployments and anomalies in no order of time, and some of them once more. */
async function writeUntilTold(log: EventLog, writing: { on: boolean }): Promise<void> {
  for (let n = 0; writing.on; n += 1) {
    const time = new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 1e9)).toISOString();
    const deployments = services.map((service) => deployed(service, `v${n}`, time, `${service}-${n}`));
    const anomalies = services.map((service) => anomaly(service, time, `anomaly-${service}-${n}`));
    for (let turn = n % 10 === 0 ? 2 : 1; turn > 0; turn -= 1) {
      await log.append(
        topics.changes,
        deployments.map((event) => ({ key: keyOf(event), event })),
      );
      await log.append(
        topics.incidents,
        anomalies.map((event) => ({ key: keyOf(event), event })),
      );
    }
    await sleep(5);
  }
}

async function startWorker(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [fileURLToPath(new URL('crash-worker.mjs', import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp.push(() => killNow(worker));
  await Promise.race([
    once(worker.stdout, 'data'),
    once(worker, 'exit').then(([code]) => {
      throw new Error(`A worker ended with ${code} before it was running.`);
    }),
  ]);
  return worker;
}

async function killNow(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}

/** How far the projections have come, over all partitions. */
async function takenIn({ database }: TestDatabase): Promise<number> {
  const [row] = await database.query<{ sum: number }>(
    'SELECT coalesce(sum(next_offset), 0)::int AS sum FROM projection.checkpoint',
  );
  return row?.sum ?? 0;
}

async function everythingOn(log: EventLog, names: readonly string[]): Promise<EventRecord[]> {
  const records: EventRecord[] = [];
  for (const topic of names) {
    for (const { partition } of await log.heads(topic)) {
      let from = { topic, partition, offset: 0 };
      for (;;) {
        const batch = await log.read(from, 1_000);
        records.push(...batch.records.filter(isReadable));
        if (batch.nextOffset >= batch.head) break;
        from = { ...from, offset: batch.nextOffset };
      }
    }
  }
  return records;
}
