import { type Event, keyOf, stateEvent, topicOf } from '@hormesis/events';
import { PostgresLog } from '@hormesis/log-postgres';
import { readPlatformConfig } from '@hormesis/platform';
import { Housekeeping, migrateProjections, ProjectionRunner, waitForPosition } from '@hormesis/projection';
import { migrateReadModels, signalReadModels } from '@hormesis/read-models';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jobs } from '../src/housekeeping/jobs.js';

const dayMs = 86_400_000;

let test: TestDatabase;
let log: PostgresLog;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 20 });
  await migrateProjections(test.database);
  await migrateReadModels(test.database);
  log = await PostgresLog.open(test.database);
});
afterAll(async () => {
  await log.close();
  await test.drop();
});

let windows = 0;
function windowAt(start: Date): Event {
  windows += 1;
  const data = {
    service: { id: 'checkout' },
    environment: { id: 'production' },
    metric: 'http.errors',
    cohort: 'all',
    start: start.toISOString(),
    durationMs: 1_000,
    total: 10,
    bad: 0,
  };
  const on = { source: '/test', id: `window-${windows}`, time: start.toISOString() };
  return stateEvent({ name: 'signal.measured', subject: 'checkout', data }, on);
}

async function measured(...starts: Date[]): Promise<void> {
  for (const start of starts) {
    const event = windowAt(start);
    const [appended] = await log.append(topicOf(event), [{ key: keyOf(event), event }]);
    expect(await waitForPosition(test.database, 'signal_window', [appended!.position], 10_000)).toBe(true);
  }
}

async function windowsIn(relation: string): Promise<number> {
  const [row] = await test.database.query<{ n: number }>(`SELECT count(*) AS n FROM ${relation}`);
  return row?.n ?? 0;
}

it('keeps signal windows by the day while they come in, and no longer than is configured', async () => {
  const config = readPlatformConfig({ DATABASE_URL: test.url, HORMESIS_SIGNAL_RETENTION_DAYS: '7' });
  const today = new Date();
  let now = today;
  const failures: string[] = [];
  const housekeeping = new Housekeeping({
    db: test.database,
    jobs: jobs(test.database, config),
    now: () => now,
    onError: (job, error) => failures.push(`${job}: ${error}`),
  });
  const runner = new ProjectionRunner({
    db: test.database,
    log,
    projections: signalReadModels,
    group: 'housekeeping',
  });
  await housekeeping.round();
  await runner.start();
  const daysAgo = (days: number) => new Date(today.getTime() - days * dayMs);
  await measured(today, daysAgo(1), daysAgo(7), daysAgo(20));
  expect(await windowsIn('read.signal_window')).toBe(4);
  expect(await windowsIn('read.signal_window__1_rest'), 'only what is too old has no day').toBe(1);

  now = new Date(today.getTime() + 3_700_000);
  await housekeeping.round();
  expect(await windowsIn('read.signal_window')).toBe(3);
  now = new Date(today.getTime() + 2 * dayMs);
  await Promise.all([housekeeping.round(), measured(today, now)]);
  expect(await windowsIn('read.signal_window'), 'one measured again, one new, one too old').toBe(3);
  expect(await windowsIn('read.signal_window__1_rest')).toBe(0);

  await test.database.query(
    `UPDATE log.record SET appended_at = appended_at - interval '40 days' WHERE "offset" < 3`,
  );
  now = new Date(today.getTime() + 3 * dayMs);
  await housekeeping.round();
  expect(await windowsIn('log.record')).toBe(3);
  expect(failures).toEqual([]);
  const ran = await test.database.query<{ job: string }>(
    'SELECT job FROM projection.housekeeping ORDER BY job',
  );
  expect(ran.map(({ job }) => job)).toEqual([
    'dead-letters',
    'findings',
    'identities',
    'log',
    'signal-windows',
  ]);
  await runner.stop();
});
