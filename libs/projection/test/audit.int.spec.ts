import { keyOf } from '@hormesis/events';
import { type EventLog, type LogBatch, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeFinding, type HoleAuditor } from '../src/audit/index.js';
import { behind, migrateProjections, ProjectionRunner } from '../src/index.js';
import { auditorOf, comparedAt, openFindings, startAuditAnew } from './audited.js';
import { deployed, ledger } from './ledger.js';

const { changes } = topics;
const partition = 2;
const checkout = { service: 'checkout' };

let test: TestDatabase;
let log: PostgresLog;
let auditor: HoleAuditor;
let runner: ProjectionRunner;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 20 });
  await migrateProjections(test.database);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.database.query('DROP SCHEMA IF EXISTS log CASCADE');
  await startAuditAnew(test.database);
  log = await PostgresLog.open(test.database);
  auditor = auditorOf(test, log);
  runner = runnerOn(log);
});
afterEach(async () => {
  await runner.stop();
  await auditor.stop();
  await log.close();
});

const runnerOn = (on: EventLog) =>
  new ProjectionRunner({ db: test.database, log: on, projections: [ledger], group: 'audit' });

let emitted = 0;
/** Appends events of one service, which all stand in one partition. */
async function emit(count: number): Promise<void> {
  const events = Array.from({ length: count }, () => {
    emitted += 1;
    return deployed(checkout.service, `v${emitted}`, new Date().toISOString(), `id-${emitted}`);
  });
  await log.append(
    changes,
    events.map((event) => ({ key: keyOf(event), event })),
  );
}

async function caughtUp(): Promise<void> {
  await expect.poll(() => behind(test.database, log, 'ledger'), { timeout: 20_000 }).toBe(0);
}

async function takeIn(count: number): Promise<void> {
  await emit(count);
  await caughtUp();
}

async function moveBy(sql: string): Promise<void> {
  await test.database.query(
    `UPDATE projection.checkpoint SET ${sql} WHERE topic = '${changes}' AND partition = ${partition}`,
  );
}

const open = () => openFindings(test.database);

describe('the hole auditor', () => {
  it('finds nothing where everything was taken in, and says when it had compared everybody', async () => {
    await runner.start();
    await takeIn(120);
    const began = Date.now();
    await auditor.round();
    expect(await open()).toEqual([]);
    expect(Date.parse((await comparedAt(test.database)) ?? '')).toBeGreaterThanOrEqual(began);
  });

  it('names the records that a checkpoint moved by hand has passed', async () => {
    await runner.start();
    await takeIn(50);
    await auditor.round();
    await runner.stop();
    await emit(40);
    await moveBy('next_offset = 73');
    runner = runnerOn(log);
    await runner.start();
    await caughtUp();
    await auditor.round();
    expect(await open()).toMatchObject([
      { kind: 'missing', projection: 'ledger', build: 1, topic: changes, partition, from: 50, to: 73 },
    ]);
    expect((await open())[0]).toMatchObject({ exact: true, expected: 23, actual: 0 });
    await takeIn(30);
    await auditor.round();
    expect(await open(), 'it is found once').toHaveLength(1);
  });

  it('names the one record that was left out in the midst of others', async () => {
    await runner.start();
    await takeIn(20);
    await auditor.round();
    await runner.stop();
    await emit(60);
    const skipping: EventLog = new Proxy(log, {
      get(target, name) {
        if (name !== 'consume') return bound(target, name);
        return (consumption: Parameters<EventLog['consume']>[0]) =>
          target.consume({ ...consumption, handle: (batch) => consumption.handle(without(47, batch)) });
      },
    });
    runner = runnerOn(skipping);
    await runner.start();
    await caughtUp();
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'missing',
        projection: 'ledger',
        partition,
        from: 47,
        to: 48,
        exact: true,
        expected: 1,
        actual: 0,
      },
    ]);
  });

  it.each([
    ['while it looks on', true],
    ['between two looks', false],
  ])('names the records that are taken in twice, %s', async (_, looksOn) => {
    await runner.start();
    await takeIn(50);
    await auditor.round();
    await runner.stop();
    await moveBy('next_offset = 30');
    if (looksOn) await auditor.round();
    runner = runnerOn(log);
    await runner.start();
    await takeIn(25);
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'doubled',
        projection: 'ledger',
        partition,
        from: 30,
        to: 50,
        exact: looksOn ? expect.any(Boolean) : true,
      },
    ]);
  });

  it('names the records that are missing in the log itself', async () => {
    await runner.start();
    await takeIn(60);
    await test.database.query(
      `DELETE FROM log.record WHERE topic = $1 AND partition = $2 AND "offset" IN (31, 32)`,
      [changes, partition],
    );
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'log-missing',
        projection: null,
        topic: changes,
        partition,
        from: 31,
        to: 33,
        exact: true,
        expected: 2,
      },
      {
        kind: 'doubled',
        projection: 'ledger',
        partition,
        from: 0,
        to: 60,
        exact: false,
        expected: 58,
        actual: 60,
      },
    ]);
  });

  it('reads the log again in time, and names what has gone missing since', async () => {
    auditor = auditorOf(test, log, { sweepEveryMs: 0, workMs: 200 });
    await runner.start();
    await takeIn(60);
    await auditor.round();
    expect(await open()).toEqual([]);
    await test.database.query(
      `DELETE FROM log.record WHERE topic = $1 AND partition = $2 AND "offset" = 17`,
      [changes, partition],
    );
    await auditor.round();
    await auditor.round();
    expect(await open()).toMatchObject([
      { kind: 'log-missing', projection: null, topic: changes, partition, from: 17, to: 18, exact: true },
    ]);
  });

  it('tells where the log holds another record than before', async () => {
    await runner.start();
    await takeIn(30);
    await auditor.round();
    await auditor.stop();
    await test.database.query(
      `UPDATE log.record SET event = replace(event, '"id":"id-', '"id":"forged-') WHERE topic = $1 AND partition = $2 AND "offset" = 8`,
      [changes, partition],
    );
    const reopened = await PostgresLog.open(test.database);
    auditor = auditorOf(test, reopened, { sweepEveryMs: 0, workMs: 200 });
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'log-changed',
        projection: null,
        topic: changes,
        partition,
        from: 0,
        to: 30,
        expected: 30,
        actual: 30,
      },
    ]);
    await reopened.close();
  });

  it('tells where other records were taken in than there are', async () => {
    await runner.start();
    await takeIn(30);
    await auditor.round();
    await takeIn(10);
    await moveBy('checksum = checksum # 1');
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'different',
        projection: 'ledger',
        partition,
        from: 30,
        to: 40,
        exact: false,
        expected: 10,
        actual: 10,
      },
    ]);
  });

  it('tells when the log ends before the place of a checkpoint, and what was passed by then', async () => {
    await runner.start();
    await takeIn(80);
    await auditor.round();
    await runner.stop();
    await auditor.stop();
    await log.close();
    await test.database.query(
      `WITH gone AS (DELETE FROM log.record WHERE topic = $1 AND partition = $2 AND "offset" >= 45)
       UPDATE log.partition SET next_offset = 45 WHERE topic = $1 AND partition = $2`,
      [changes, partition],
    );
    log = await PostgresLog.open(test.database);
    auditor = auditorOf(test, log);
    await auditor.round();
    expect(await open(), 'a single look may be too early').toEqual([]);
    await auditor.round();
    const expected = [
      { kind: 'beyond-head', projection: 'ledger', topic: changes, partition, from: 45, to: 80, exact: true },
      { kind: 'log-shrunk', projection: null, topic: changes, partition, from: 45, to: 80, exact: true },
    ];
    expect(await open()).toMatchObject(expected);
    runner = runnerOn(log);
    await runner.start();
    await emit(60);
    await caughtUp();
    await auditor.round();
    await auditor.round();
    await takeIn(10);
    await auditor.round();
    expect(await open(), 'what comes later fits again').toMatchObject(expected);
  });

  it('tells of a checkpoint that stands still, with its trouble, and takes it back when it goes on', async () => {
    let now = Date.now();
    const told: string[] = [];
    auditor = auditorOf(test, log, { now: () => now, onFinding: ({ kind }) => told.push(kind) });
    await runner.start();
    await takeIn(5);
    await runner.stop();
    await emit(5);
    await auditor.round();
    now += 59_000;
    await auditor.round();
    expect(await open()).toEqual([]);
    now += 2_000;
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'stands-still',
        projection: 'ledger',
        partition,
        from: 5,
        to: 10,
        detail: expect.stringMatching(/61 s.*does the process run/),
      },
    ]);
    await test.database.query(
      `INSERT INTO projection.trouble (projection, build, topic, partition, error) VALUES ('ledger', 1, $1, $2, 'disk full')`,
      [changes, partition],
    );
    await auditor.round();
    expect((await open())[0]?.detail).toMatch(/It waits: disk full/);
    expect(told, 'it is told once').toEqual(['stands-still']);
    runner = runnerOn(log);
    await runner.start();
    await caughtUp();
    await auditor.round();
    expect(await open()).toEqual([]);
  });

  it('does not call a checkpoint slow that had nothing to do for long', async () => {
    let now = Date.now();
    auditor = auditorOf(test, log, { now: () => now });
    await runner.start();
    await takeIn(5);
    await auditor.round();
    now += 3_600_000;
    await auditor.round();
    await runner.stop();
    await emit(5);
    await auditor.round();
    now += 30_000;
    await auditor.round();
    expect(await open()).toEqual([]);
  });

  it('tells of a partition that nobody keeps', async () => {
    let now = Date.now();
    auditor = auditorOf(test, log, { now: () => now });
    await runner.start();
    await takeIn(5);
    await runner.stop();
    await test.database.query(`DELETE FROM projection.checkpoint WHERE topic = $1 AND partition = $2`, [
      changes,
      partition,
    ]);
    await auditor.round();
    now += 61_000;
    await auditor.round();
    expect(await open()).toMatchObject([
      { kind: 'no-checkpoint', projection: 'ledger', topic: changes, partition, from: 0, to: 5 },
    ]);
  });

  it('tells of records that were trimmed before they were taken in', async () => {
    await runner.start();
    await takeIn(10);
    await auditor.round();
    await runner.stop();
    await emit(30);
    await log.trim(changes, new Date(Date.now() + 60_000));
    await emit(5);
    await auditor.round();
    runner = runnerOn(log);
    await runner.start();
    await caughtUp();
    await auditor.round();
    expect(await open()).toMatchObject([
      {
        kind: 'trimmed',
        projection: 'ledger',
        topic: changes,
        partition,
        from: 10,
        to: 40,
        expected: 30,
        actual: 0,
      },
    ]);
  });

  it('finds nothing where the log is trimmed behind everybody', async () => {
    await runner.start();
    await takeIn(40);
    await auditor.round();
    await log.trim(changes, new Date(Date.now() + 60_000));
    await takeIn(15);
    await auditor.round();
    await takeIn(15);
    await log.trim(changes, new Date(Date.now() + 60_000));
    await auditor.round();
    await auditor.stop();
    auditor = auditorOf(test, log);
    await takeIn(5);
    await auditor.round();
    expect(await open()).toEqual([]);
  });

  it('keeps a finding until somebody acknowledges it, or its build is gone', async () => {
    await runner.start();
    await takeIn(10);
    await auditor.round();
    await moveBy('records = records - 1');
    await auditor.round();
    expect(await open()).toMatchObject([{ kind: 'missing', from: 10, to: 10, actual: -1 }]);
    const [{ id } = { id: 0 }] = await test.database.query<{ id: number }>(
      'SELECT id FROM projection.audit_open',
    );
    expect(await acknowledgeFinding(test.database, id, 'ana')).toBe(true);
    expect(await acknowledgeFinding(test.database, 4711, 'ana')).toBe(false);
    expect(await open()).toEqual([]);
    await moveBy('records = records - 1');
    await auditor.round();
    expect(await open()).toHaveLength(1);
    await runner.stop();
    await test.database.query('DELETE FROM projection.checkpoint');
    await auditor.round();
    expect(await open()).toEqual([]);
  });

  it('compares a projection that is made anew under the same number from its beginning', async () => {
    await runner.start();
    await takeIn(30);
    await auditor.round();
    await runner.stop();
    await test.database.query('DELETE FROM projection.checkpoint');
    await test.database.query('DELETE FROM projection.seen');
    runner = runnerOn(log);
    await runner.start();
    await caughtUp();
    await takeIn(10);
    await auditor.round();
    expect(await open()).toEqual([]);
  });

  it('is one at a time, goes on where the one before was, and reads nothing twice', async () => {
    await runner.start();
    await takeIn(100);
    expect(await auditor.round()).toBe(true);
    let records = 0;
    const counting: EventLog = new Proxy(log, {
      get(target, name) {
        if (name !== 'read') return bound(target, name);
        return async (...asked: Parameters<EventLog['read']>) => {
          const batch = await target.read(...asked);
          records += batch.records.length;
          return batch;
        };
      },
    });
    const second = auditorOf(test, counting);
    expect(await second.round(), 'the first one still has the turn').toBe(false);
    await auditor.stop();
    await takeIn(7);
    expect(await second.round()).toBe(true);
    await second.stop();
    expect(records).toBe(7);
    expect(await open()).toEqual([]);
  });
});

function bound<T extends object>(target: T, name: string | symbol): unknown {
  const member: unknown = Reflect.get(target, name, target);
  return typeof member === 'function' ? member.bind(target) : member;
}

/** As if a driver had lost one record of the batch. */
function without(offset: number, batch: LogBatch): LogBatch {
  if (batch.topic !== changes || batch.partition !== partition) return batch;
  return { ...batch, records: batch.records.filter(({ position }) => position.offset !== offset) };
}
