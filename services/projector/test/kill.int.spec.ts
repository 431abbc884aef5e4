import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import { projectionStatus } from '@hormesis/projection';
import { startTestDatabase, startTestKafka } from '@hormesis/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { end, startCopy } from './copies.js';
import { openLog } from './open-log.mjs';
import { emit, expectedOf, round } from './traffic.js';

const rounds = 150;
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

describe.each(Object.entries(logs))('two projectors on %s', (_, environment) => {
  it('lose and double nothing when one of them is killed', { timeout: 180_000 }, async () => {
    const test = await startTestDatabase();
    cleanUp.push(() => test.drop());
    const env = { ...(await environment()), DATABASE_URL: test.url };
    const log: EventLog = await openLog(test.database, env);
    cleanUp.push(() => log.close());
    const copies: ChildProcess[] = await Promise.all([startCopy(env), startCopy(env)]);
    cleanUp.push(() => Promise.all(copies.map((copy) => end(copy, 'SIGKILL'))));

    const events = Array.from({ length: rounds }, (_, n) => round(n));
    for (const [n, some] of events.entries()) {
      await emit(log, some);
      if (n % 10 === 0) await emit(log, some);
      if (n === rounds / 3) await end(copies[0]!, 'SIGKILL');
      if (n === rounds / 2) copies.push(await startCopy(env));
      if (n === (2 * rounds) / 3) await end(copies[1]!, 'SIGKILL');
      await sleep(5);
    }

    await expect.poll(() => behind(test.database, log), { timeout: 60_000, interval: 200 }).toBe(0);
    expect(await storedIn(test.database)).toEqual(expectedOf(events.flat()));
    await end(copies[2]!, 'SIGTERM');
    expect(copies[2]!.exitCode, 'told to end, it ends by itself').toBe(0);
  });
});

async function behind(database: Database, log: EventLog): Promise<number> {
  const status = await projectionStatus(database, log);
  expect(status.length).toBeGreaterThan(9);
  expect(status.filter(({ parked }) => parked > 0)).toEqual([]);
  return status.reduce((sum, one) => sum + one.behind, 0);
}

async function storedIn(database: Database) {
  const count = async (table: string) => {
    const [row] = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM read.${table}`);
    return row?.n;
  };
  const pairs = async (sql: string) =>
    Object.fromEntries((await database.query<{ k: string; v: unknown }>(sql)).map(({ k, v }) => [k, v]));
  return {
    timeline: await count('timeline_event'),
    changes: await count('change'),
    windows: await count('signal_window'),
    versions: await pairs('SELECT service AS k, version AS v FROM read.deployment_state'),
    flips: await pairs('SELECT key AS k, revision AS v FROM read.flag_state'),
  };
}
