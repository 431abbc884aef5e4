import { keyOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadBuilds } from '../src/builds/build-row.js';
import { migrateProjections, ProjectionRunner } from '../src/index.js';
import { flip } from '../src/rebuild/flip-build.js';
import { placesOf } from '../src/rebuild/places.js';
import { rebuild } from '../src/rebuild/rebuild.js';
import { addTables } from './kinds.js';
import { diary, latest } from './latest-and-diary.js';
import { deployed, startAnew } from './ledger.js';

const time = '2026-01-01T00:00:00.000Z';
const projections = [latest, diary];

let test: TestDatabase;
let log: PostgresLog;
let runner: ProjectionRunner;
beforeEach(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
  await startAnew(test.database);
  await addTables(test.database);
  log = await PostgresLog.open(test.database);
  runner = new ProjectionRunner({ db: test.database, log, projections, group: 'test' });
  await runner.start();
});
afterEach(async () => {
  await runner.stop();
  await log.close();
  await test.drop();
});

async function append(id: string): Promise<void> {
  const event = deployed('checkout', `v-${id}`, time, id);
  await log.append(topics.changes, [{ key: keyOf(event), event }]);
}

async function shown(): Promise<string[]> {
  const rows = await test.database.query<{ id: string }>(
    'SELECT event_id AS id FROM test.diary ORDER BY event_id COLLATE "C"',
  );
  return rows.map(({ id }) => id);
}

const soon = { timeout: 8_000, interval: 50 };

/** Build 1 of the diary is one that no worker keeps, like one that was just made. */
async function rebuilt(): Promise<void> {
  await append('e1');
  await expect.poll(shown, soon).toEqual(['e1']);
  await rebuild({ db: test.database, log, projections: [diary] });
  await test.database.query(
    `UPDATE projection.build SET state = 'building' WHERE projection = 'diary' AND build = 1`,
  );
  await expect.poll(() => keptBuilds(), soon).toEqual([2]);
}

async function keptBuilds(): Promise<number[]> {
  await append(`probe-${performance.now()}`);
  const rows = await test.database.query<{ build: number }>(
    `SELECT build FROM projection.checkpoint WHERE projection = 'diary' GROUP BY build
     HAVING sum(next_offset) = (SELECT max(sum) FROM (
       SELECT sum(next_offset) FROM projection.checkpoint WHERE projection = 'diary' GROUP BY build) AS sums)`,
  );
  return rows.map(({ build }) => build);
}

describe('a flip on a quiet log', () => {
  it('shows the event that was being taken in meanwhile, though nothing comes after it', async () => {
    await rebuilt();
    const builds = await loadBuilds(test.database, 'diary');
    const live = builds.find(({ state }) => state === 'live')!;
    const row = builds.find(({ build }) => build === 1)!;
    await test.database.transaction(async (tx) => {
      await placesOf(tx, live, 'lock');
      await append('last');
      await expect.poll(waitingForLock, soon).toBeGreaterThan(0);
      expect(await flip(tx, { live, row }, 'building')).toBe(true);
    });
    await expect.poll(shown, soon).toContain('last');
  });

  it('has the new build brought to where readers wait, without a notification', async () => {
    await rebuilt();
    await test.database.query(`UPDATE projection.build SET state = 'kept', keep_until = now() + interval '1 hour'
      WHERE projection = 'diary' AND build = 1`);
    const [{ missing } = { missing: 0 }] = await test.database.query<{ missing: number }>(
      `SELECT count(*)::int AS missing FROM test.diary__2 WHERE event_id NOT IN (SELECT event_id FROM test.diary__1)`,
    );
    expect(missing).toBeGreaterThan(0);
    await expect
      .poll(
        () =>
          test.database.query(`SELECT event_id FROM test.diary__2 EXCEPT SELECT event_id FROM test.diary__1`),
        soon,
      )
      .toEqual([]);
  });
});

async function waitingForLock(): Promise<number> {
  const waiting = await test.database.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return waiting.length;
}
