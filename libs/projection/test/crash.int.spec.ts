import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { keyOf } from '@hormesis/events';
import { type EventRecord, isReadable, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { behind, migrateProjections, ProjectionRunner } from '../src/index.js';
import { anomaly, deployed, ledger, ledgerOf, startAnew, storedLedger } from './ledger.js';

const kills = 12;
const services = ['checkout', 'search', 'cart', 'mail', 'stock'];

let test: TestDatabase;
let log: PostgresLog;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
  await startAnew(test.database);
  log = await PostgresLog.open(test.database);
});
afterAll(async () => {
  await log.close();
  await test.drop();
});

it(`loses and doubles nothing when it is killed ${kills} times or more at any moment`, {
  timeout: 240_000,
}, async () => {
  const writing = { on: true };
  const writer = writeUntilTold(writing);
  const takenIn: number[] = [];
  /* On a busy machine some die before they get anything done: kill until enough of them have. */
  while (takenIn.length < kills || (new Set(takenIn).size <= kills / 2 && takenIn.length < 5 * kills)) {
    const worker = await startWorker();
    await sleep(30 + Math.random() * 200);
    await killNow(worker);
    takenIn.push(await progress());
  }
  writing.on = false;
  await writer;

  const heir = new ProjectionRunner({ db: test.database, log, projections: [ledger], group: 'crash' });
  await heir.start();
  await expect.poll(() => behind(test.database, log, 'ledger'), { timeout: 60_000 }).toBe(0);
  await heir.stop();
  const records = await everythingOn([topics.changes, topics.incidents]);
  expect(await storedLedger(test.database)).toEqual(ledgerOf(records));
  expect(new Set(takenIn).size, 'the workers got on between the kills').toBeGreaterThan(kills / 2);
});

async function writeUntilTold(writing: { on: boolean }): Promise<void> {
  for (let n = 0; writing.on; n += 1) {
    const time = new Date(Date.UTC(2026, 0, 1) + Math.floor(Math.random() * 1e9)).toISOString();
    const deployments = services.map((service) => deployed(service, `v${n}`, time, `${service}-${n}`));
    const anomalies = services.map((service) => anomaly(service, time, `anomaly-${service}-${n}`));
    await log.append(
      topics.changes,
      deployments.map((event) => ({ key: keyOf(event), event })),
    );
    await log.append(
      topics.incidents,
      anomalies.map((event) => ({ key: keyOf(event), event })),
    );
    await sleep(2);
  }
}

async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [fileURLToPath(new URL('crash-worker.mjs', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: test.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout!, 'data');
  return worker;
}

async function killNow(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}

async function progress(): Promise<number> {
  const [row] = await test.database.query<{ sum: number }>(
    'SELECT coalesce(sum(next_offset), 0)::int AS sum FROM projection.checkpoint',
  );
  return row?.sum ?? 0;
}

async function everythingOn(names: readonly string[]): Promise<EventRecord[]> {
  const records: EventRecord[] = [];
  for (const topic of names) {
    for (const { partition } of await log.heads(topic)) {
      let from = { topic, partition, offset: 0 };
      for (;;) {
        const batch = await log.read(from, 1_000);
        if (batch.records.length === 0) break;
        records.push(...batch.records.filter(isReadable));
        from = { ...from, offset: batch.nextOffset };
      }
    }
  }
  return records;
}
