import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { keyOf } from '@hormesis/events';
import { type EventLog, topics } from '@hormesis/log';
import { startTestDatabase, startTestKafka, type TestDatabase } from '@hormesis/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { behind, HoleAuditor, migrateProjections, ReactionRunner } from '../src/index.js';
import { openFindings, startAuditAnew } from './audited.js';
import { addTables } from './kinds.js';
import { anomaly, deployed } from './ledger.js';
import { openLog } from './open-log.mjs';

const kills = 5;
const services = ['checkout', 'search', 'cart', 'mail', 'stock'];
const projections = ['ledger', 'latest', 'diary'];
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

describe.each(Object.entries(logs))('the hole auditor on %s', (_, environment) => {
  it(`finds nothing while workers are killed ${kills} times, and a planted loss afterwards`, {
    timeout: 180_000,
  }, async () => {
    const test = await startTestDatabase({ maxConnections: 20 });
    cleanUp.push(() => test.drop());
    const env = { ...(await environment()), DATABASE_URL: test.url };
    await migrateProjections(test.database);
    await startAuditAnew(test.database);
    await addTables(test.database);
    const log: EventLog = await openLog(test.database, env);
    cleanUp.push(() => log.close());
    const reactions = reactionsOn(test, log);
    await reactions.start();
    cleanUp.push(() => reactions.stop());
    let auditor = auditing(test, log);
    cleanUp.push(() => auditor.stop());

    for (let n = 0; n < kills; n += 1) {
      const worker = await startWorker(env);
      cleanUp.push(() => killNow(worker));
      for (let round = 0; round < 15; round += 1) await emit(log, 15 * n + round);
      await sleep(Math.random() * 300);
      await killNow(worker);
      if (n !== 2) continue;
      await auditor.stop();
      auditor = auditing(test, log);
    }
    const survivor = await startWorker(env);
    cleanUp.push(() => killNow(survivor));
    await caughtUp(test, log, [...projections, 'react']);
    await audited(test);
    expect(await openFindings(test.database)).toEqual([]);

    await killNow(survivor);
    const [place] = await test.database.query<{ partition: number; at: number }>(
      `UPDATE projection.checkpoint SET next_offset = next_offset + 3
       WHERE (projection, topic, partition) IN (SELECT projection, topic, partition FROM projection.checkpoint
         WHERE projection = 'diary' AND topic = $1 ORDER BY next_offset DESC LIMIT 1)
       RETURNING partition, next_offset - 3 AS at`,
      [topics.changes],
    );
    const from = place?.at ?? 0;
    for (let round = 1_000; round < 1_010; round += 1) await emit(log, round);
    const successor = await startWorker(env);
    cleanUp.push(() => killNow(successor));
    await caughtUp(test, log, projections);
    await audited(test);
    expect(await openFindings(test.database)).toMatchObject([
      {
        kind: 'missing',
        projection: 'diary',
        topic: topics.changes,
        partition: place?.partition,
        from,
        to: from + 3,
        exact: true,
        expected: 3,
        actual: 0,
      },
    ]);
  });
});

function auditing(test: TestDatabase, log: EventLog): HoleAuditor {
  const auditor = new HoleAuditor({
    db: test.database,
    log,
    share: 0.5,
    pauseMs: 20,
    lookEveryMs: 300,
    sweepEveryMs: 100,
    batchRecords: 20,
    onError: (error) => process.stderr.write(`${error instanceof Error ? error.stack : error}\n`),
  });
  auditor.start();
  return auditor;
}

/** One that is parked, one that is tried again, all others at once. */
function reactionsOn(test: TestDatabase, log: EventLog): ReactionRunner {
  let tried = 0;
  const on = async ({ id }: { id: string }) => {
    if (id === 'cart-3') throw new TypeError('nothing can be done');
    if (id.endsWith('-5') && ++tried % 2 === 1) throw new TypeError('the first time it fails');
  };
  return new ReactionRunner({
    db: test.database,
    log,
    reactions: [{ name: 'react', from: [topics.changes], on }],
    attempts: 2,
    firstPauseMs: 1,
  });
}

/** A round is sent twice, as by an emitter that got no answer. */
async function emit(log: EventLog, round: number): Promise<void> {
  const time = new Date(Date.UTC(2026, 0, 1) + round * 1_000).toISOString();
  const changes = services.map((service) => deployed(service, `v${round}`, time, `${service}-${round}`));
  const incidents = services.map((service) => anomaly(service, time, `anomaly-${service}-${round}`));
  for (const [topic, events] of [
    [topics.changes, changes] as const,
    [topics.incidents, incidents] as const,
  ]) {
    const entries = events.map((event) => ({ key: keyOf(event), event }));
    await log.append(topic, entries);
    if (round % 5 === 0) await log.append(topic, entries);
  }
}

async function caughtUp(test: TestDatabase, log: EventLog, names: readonly string[]): Promise<void> {
  for (const name of names)
    await expect.poll(() => behind(test.database, log, name), { timeout: 40_000, interval: 100 }).toBe(0);
}

/** Resolves when everybody has been compared where they stand, and a look has been taken at it. */
async function audited(test: TestDatabase): Promise<void> {
  const unaudited = async () =>
    (
      await test.database.query(
        `SELECT FROM projection.checkpoint c LEFT JOIN projection.audit_ledger l
           USING (projection, build, topic, partition) WHERE c.next_offset IS DISTINCT FROM l.good_offset`,
      )
    ).length;
  await expect.poll(unaudited, { timeout: 30_000, interval: 200 }).toBe(0);
}

async function startWorker(env: Record<string, string>): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [fileURLToPath(new URL('crash-worker.mjs', import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  return worker;
}

async function killNow(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}
