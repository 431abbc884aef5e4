import { setTimeout as sleep } from 'node:timers/promises';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  dayPartitions,
  Housekeeping,
  type Job,
  keepDayPartitions,
  migrateProjections,
  trimFindings,
  trimSeen,
} from '../src/index.js';

const dayMs = 86_400_000;
const today = new Date('2026-11-23T10:00:00Z');
const inDays = (days: number) => new Date(today.getTime() + days * dayMs);
const days = { column: 'start', keep: 30 };
const windows = { projection: 'window', table: 'test.window' };

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 20 });
  await migrateProjections(test.database);
});
afterAll(() => test.drop());

const query = <Row = Record<string, unknown>>(sql: string, params?: unknown[]) =>
  test.database.query<Row>(sql, params);

async function makeBuild(build: number, state: string): Promise<void> {
  await query(
    `CREATE TABLE test.window__${build} (id text, start timestamptz NOT NULL, n int NOT NULL, PRIMARY KEY (id, start))
       PARTITION BY RANGE (start)`,
  );
  await query(`CREATE TABLE test.window__${build}_rest PARTITION OF test.window__${build} DEFAULT`);
  await query(
    `INSERT INTO projection.build (projection, build, version, relation, state) VALUES ('window', $1, 1, $2, $3)`,
    [build, `test.window__${build}`, state],
  );
}

async function partsOf(relation: string): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass ORDER BY 1`,
    [relation],
  );
  return rows.map(({ name }) => name);
}

async function put(id: string, start: Date, relation = 'test.window__1'): Promise<void> {
  await query(
    `INSERT INTO ${relation} (id, start, n) VALUES ($1, $2, 1) ON CONFLICT (id, start) DO UPDATE SET n = excluded.n`,
    [id, start.toISOString()],
  );
}

async function idsIn(relation: string): Promise<string[]> {
  return (await query<{ id: string }>(`SELECT id FROM ${relation} ORDER BY id`)).map(({ id }) => id);
}

beforeEach(async () => {
  await query('DROP SCHEMA IF EXISTS test CASCADE');
  await query('CREATE SCHEMA test');
  for (const table of ['build', 'seen', 'housekeeping', 'audit_finding'])
    await query(`TRUNCATE projection.${table}`);
});

describe('day partitions', () => {
  beforeEach(() => makeBuild(1, 'live'));

  it('are there for each day that is kept, for today and for two days ahead', async () => {
    expect(await keepDayPartitions(test.database, 'test.window__1', days, today)).toMatchObject({ made: 33 });
    const parts = await partsOf('test.window__1');
    expect(parts).toHaveLength(34);
    expect(parts[0]).toBe('window__1_20261024');
    expect(parts.slice(-2)).toEqual(['window__1_20261125', 'window__1_rest']);
    await put('now', today);
    await put('at midnight', new Date('2026-11-24T00:00:00Z'));
    expect(await idsIn('test.window__1_20261123')).toEqual(['now']);
    expect(await idsIn('test.window__1_20261124')).toEqual(['at midnight']);
  });

  it('are made and dropped as the days go by, and the rows with them', async () => {
    await keepDayPartitions(test.database, 'test.window__1', days, today);
    await put('old', inDays(-30));
    await put('older, and late', inDays(-31));
    expect(await keepDayPartitions(test.database, 'test.window__1', days, today)).toEqual({
      made: 0,
      dropped: 0,
      deleted: 1,
    });
    await put('younger', inDays(-29));
    expect(await keepDayPartitions(test.database, 'test.window__1', days, inDays(1))).toEqual({
      made: 1,
      dropped: 1,
      deleted: 0,
    });
    expect(await idsIn('test.window__1')).toEqual(['younger']);
    expect(await partsOf('test.window__1')).toHaveLength(34);
  });

  it('leave rows where they are that came before their partition, until they are too old', async () => {
    await put('early', inDays(-2));
    await put('far ahead', inDays(400));
    expect(await keepDayPartitions(test.database, 'test.window__1', days, today)).toMatchObject({
      made: 32,
      deleted: 0,
    });
    expect(await partsOf('test.window__1')).not.toContain('window__1_20261121');
    expect(await idsIn('test.window__1_rest')).toEqual(['early', 'far ahead']);
    expect(await keepDayPartitions(test.database, 'test.window__1', days, inDays(29))).toMatchObject({
      deleted: 1,
    });
    expect(await idsIn('test.window__1')).toEqual(['far ahead']);
  });

  it('delete many rows that have no day in small steps', async () => {
    await query(
      `INSERT INTO test.window__1 SELECT n::text, $1::timestamptz - n * interval '1 s', 1 FROM generate_series(1, 40000) n`,
      [inDays(-40).toISOString()],
    );
    await put('kept', today);
    const { deleted } = await keepDayPartitions(test.database, 'test.window__1', days, today);
    expect(deleted).toBe(40_000);
    expect(await idsIn('test.window__1')).toEqual(['kept']);
  });

  it('hold nobody up who writes and reads, and lose no row', async () => {
    const writing = { on: true, written: [] as string[], slowestMs: 0 };
    const writers = [0, 1].map(async (writer) => {
      for (let n = 0; writing.on; n += 1) {
        const id = `${writer}-${n}`;
        const began = performance.now();
        await put(id, new Date(inDays(-(n % 20)).getTime() + n));
        await query('SELECT count(*) FROM test.window__1 WHERE start >= $1', [inDays(-3).toISOString()]);
        writing.slowestMs = Math.max(writing.slowestMs, performance.now() - began);
        writing.written.push(id);
      }
    });
    for (let n = 0; n < 8; n += 1) {
      await keepDayPartitions(test.database, 'test.window__1', { ...days, keep: 22 }, inDays(n / 8));
      await sleep(20);
    }
    await keepDayPartitions(test.database, 'test.window__1', { ...days, keep: 22 }, inDays(1));
    writing.on = false;
    await Promise.all(writers);
    expect(writing.written.length).toBeGreaterThan(100);
    expect(await idsIn('test.window__1')).toEqual(writing.written.sort());
    expect(writing.slowestMs, 'milliseconds').toBeLessThan(5_000);
  });

  it('wait for somebody who holds the table without holding others up for long', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const reader = test.database.transaction(async (tx) => {
      await tx.query('SELECT count(*) FROM test.window__1');
      await held;
    });
    const keeping = keepDayPartitions(test.database, 'test.window__1', { ...days, keep: 1 }, today);
    await sleep(700);
    const began = performance.now();
    await put('meanwhile', inDays(-10));
    expect(performance.now() - began, 'milliseconds').toBeLessThan(2_000);
    release();
    await reader;
    expect((await keeping).made).toBe(4);
  });
});

describe('housekeeping jobs', () => {
  it('keep the days of every build of a projection', async () => {
    await makeBuild(1, 'live');
    await makeBuild(2, 'building');
    await makeBuild(3, 'aborted');
    const job = dayPartitions(test.database, 'signals', windows, days);
    expect(await job.run(today, new AbortController().signal)).toMatchObject({ made: 66, removed: 0 });
    expect(await partsOf('test.window__2')).toHaveLength(34);
    expect(await partsOf('test.window__3')).toEqual(['window__3_rest']);
  });

  it('keep the days of a table that nobody has run yet', async () => {
    await makeBuild(1, 'live');
    await query('TRUNCATE projection.build');
    const job = dayPartitions(test.database, 'signals', windows, days);
    expect(await job.run(today, new AbortController().signal)).toMatchObject({ made: 33 });
  });

  it('forget identities of events after so many days, and not before', async () => {
    await query(
      `INSERT INTO projection.seen (projection, build, id, seen_on)
       SELECT 'window', 1, md5(n::text)::uuid, CASE WHEN n % 2 = 0 THEN date '2026-10-23' ELSE date '2026-10-24' END
       FROM generate_series(1, 30000) n`,
    );
    const job = trimSeen(test.database, 'identities', 30);
    expect(await job.run(today, new AbortController().signal)).toEqual({ removed: 15_000 });
    expect(await query('SELECT DISTINCT seen_on FROM projection.seen')).toEqual([{ seen_on: '2026-10-24' }]);
  });

  it('note the day of an identity by themselves', async () => {
    await query(`INSERT INTO projection.seen (projection, build, id) VALUES ('window', 1, md5('a')::uuid)`);
    const [row] = await query<{ today: boolean }>(
      `SELECT seen_on = (now() AT TIME ZONE 'UTC')::date AS today FROM projection.seen`,
    );
    expect(row?.today).toBe(true);
  });

  it('forget findings of the audit that are done with', async () => {
    await query(
      `INSERT INTO projection.audit_finding (kind, topic, partition, from_offset, to_offset, exact, expected, actual, detail, acknowledged_at)
       VALUES ('log-missing', 't', 0, 1, 2, true, 1, 0, 'open', NULL), ('log-missing', 't', 0, 3, 4, true, 1, 0, 'known', $1)`,
      [inDays(-91).toISOString()],
    );
    expect(
      await trimFindings(test.database, 'findings', 90).run(today, new AbortController().signal),
    ).toEqual({
      removed: 1,
    });
    expect(await query('SELECT detail FROM projection.audit_finding')).toEqual([{ detail: 'open' }]);
  });
});

describe('housekeeping', () => {
  const counting = (
    name: string,
    runs: string[],
    work: () => Promise<void> = async () => undefined,
  ): Job => ({
    name,
    everyMs: 3_600_000,
    run: async () => {
      await work();
      runs.push(name);
      return { removed: 1 };
    },
  });

  it('runs each job when it is due, also when another one fails, and tries that again', async () => {
    const runs: string[] = [];
    const failed: string[] = [];
    let now = today;
    let isBroken = true;
    const breaking = async () => {
      if (isBroken) throw new Error('no space left');
    };
    const housekeeping = new Housekeeping({
      db: test.database,
      jobs: [counting('a', runs, breaking), counting('b', runs)],
      now: () => now,
      onError: (job) => failed.push(job),
    });
    await housekeeping.round();
    expect([runs, failed]).toEqual([['b'], ['a']]);
    now = new Date(today.getTime() + 600_000);
    isBroken = false;
    await housekeeping.round();
    expect(runs).toEqual(['b', 'a']);
    now = new Date(today.getTime() + 3_600_001);
    await housekeeping.round();
    expect(runs).toEqual(['b', 'a', 'b']);
    expect(await query('SELECT job, report FROM projection.housekeeping ORDER BY job')).toEqual([
      { job: 'a', report: { removed: 1 } },
      { job: 'b', report: { removed: 1 } },
    ]);
  });

  it('is done by one process at a time, and by one of them only', async () => {
    const runs: string[] = [];
    const slow = counting('slow', runs, () => sleep(200));
    const some = [0, 1, 2].map(() => new Housekeeping({ db: test.database, jobs: [slow], now: () => today }));
    const rounds = await Promise.all(some.map((housekeeping) => housekeeping.round()));
    expect(rounds.filter(Boolean).length).toBeGreaterThan(0);
    await Promise.all(some.map((housekeeping) => housekeeping.round()));
    expect(runs).toEqual(['slow']);
  });

  it('begins by itself once all is ready, and leaves off when it is stopped', async () => {
    const ready: string[] = [];
    const runs: string[] = [];
    const housekeeping = new Housekeeping({
      db: test.database,
      prepare: async () => ready.push('ready'),
      jobs: [counting('a', runs, async () => expect(ready).toEqual(['ready']))],
    });
    housekeeping.start();
    await expect.poll(() => runs).toEqual(['a']);
    await housekeeping.stop();
    expect(await housekeeping.round(), 'nothing is done any more').toBe(true);
    expect(runs).toEqual(['a']);
  });
});
