import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, type Queryable, StatementError } from '@hormesis/database';
import { keyOf } from '@hormesis/events';
import { type EventRecord, isReadable, topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drainRows } from '../src/dead-letters/drain-rows.js';
import {
  behind,
  discardLetter,
  migrateProjections,
  ProjectionRunner,
  requestRetryOfAll,
} from '../src/index.js';
import { buildsInCare } from '../src/store/build.js';
import { FailingDatabase } from './failing-database.js';
import { faulty, retryAll, storedLetters, untilDone } from './faulty.js';
import { addTables, allKinds, kindsOf, storedKinds } from './kinds.js';
import { anomaly, deployed, ledger, startAnew, storedLedger } from './ledger.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const { changes, incidents } = topics;

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 20 });
  await migrateProjections(test.database);
});
afterAll(() => test.drop());

const service = fc.constantFrom('checkout', 'search', 'cart');
const story = fc.record({
  made: fc.array(fc.record({ service, second: fc.nat(20), isAnomaly: fc.boolean(), isFaulty: fc.nat(5) }), {
    minLength: 1,
    maxLength: 40,
  }),
  resent: fc.array(fc.nat(39), { maxLength: 6 }),
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
});

it('Rows of every kind end as if nothing had failed, whatever is retried while events keep coming', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ made, resent, sizes }) => {
      await startAnew(test.database);
      await addTables(test.database);
      const log = new ScriptedLog([changes, incidents]);
      const all = made.map(({ service, second, isAnomaly }, n) =>
        isAnomaly ? anomaly(service, at(second), `e${n}`) : deployed(service, `v${n}`, at(second), `e${n}`),
      );
      for (const event of [...all, ...resent.flatMap((n) => all[n] ?? [])]) {
        log.put(event.name === 'anomaly.detected' ? incidents : changes, event);
      }
      const faults = new Set(made.flatMap(({ isFaulty }, n) => (isFaulty < 2 ? [`e${n}`] : [])));
      const projections = allKinds.map((projection) => faulty(projection, faults));
      const options = { db: test.database, log, projections, group: 'test' };
      const runners = [new ProjectionRunner(options), new ProjectionRunner(options)];
      await Promise.all(runners.map((runner) => runner.start()));
      try {
        const taking = Promise.all(
          [changes, incidents].flatMap((topic) =>
            log.consumptions.map((consumption) => patiently(() => drain(log, consumption, topic, sizes))),
          ),
        );
        for (const fault of [...faults]) {
          await retryAll(test.database);
          faults.delete(fault);
        }
        await taking;
        await retryAll(test.database);
        expect(await storedLetters(test.database)).toEqual([]);
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
      } finally {
        await Promise.all(runners.map((runner) => runner.stop()));
      }
    }),
    { numRuns: 15 },
  );
});

/** Two workers that both have all partitions may wait for each other; then a batch comes again, as the log promises. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StatementError && error.code === '40P01')) throw error;
    }
  }
}

it.each(['before', 'after'] as const)(
  'A retry is done or not done, wherever the process dies, %s a statement is carried out',
  async (when) => {
    const log = new ScriptedLog([changes, incidents]);
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    log.put(changes, ...ids.map((id, n) => deployed(n % 2 ? 'cart' : 'checkout', `v-${id}`, at(n), id)));
    const retried = [
      { service: 'cart', deployments: 3, anomalies: 0, version: 'v-f' },
      { service: 'checkout', deployments: 2, anomalies: 0, version: 'v-c' },
    ];
    let deaths = 0;
    for (let fatal = 1; ; fatal += 1) {
      await startAnew(test.database);
      await takeIn(log, new Set(['a', 'b', 'e']));
      const [build] = await buildsInCare(test.database, [faulty(ledger, new Set(['e']))]);
      const failing = new FailingDatabase(test.database, fatal, when);
      const rows = [
        { rowKey: '["cart"]', by: null },
        { rowKey: '["checkout"]', by: null },
      ];
      const death = await drainRows(failing.asDatabase, build!, rows).then(
        () => undefined,
        (error: Error) => error,
      );
      const [stored, letters] = [await storedLedger(test.database), await storedLetters(test.database)];
      if (stored.length === 0) expect(letters).toHaveLength(6);
      else {
        expect(stored).toEqual(retried);
        expect(letters).toMatchObject([{ offset: 4, attempts: 2 }]);
      }
      if (failing.statements < fatal) break;
      expect(death?.name).toBe('Crash');
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(8);
  },
);

async function takeIn(log: ScriptedLog, faults: ReadonlySet<string>): Promise<void> {
  const projections = [faulty(ledger, faults)];
  const runner = new ProjectionRunner({ db: test.database, log, projections, group: 'test' });
  await runner.start();
  await drain(log, log.consumptions.at(-1)!, changes);
  await runner.stop();
}

it('An event that comes while its row is drained goes in behind what waited', async () => {
  await startAnew(test.database);
  const log = new ScriptedLog([changes, incidents]);
  const faults = new Set(['a']);
  const projections = [faulty(ledger, faults)];
  const runner = new ProjectionRunner({ db: test.database, log, projections, group: 'test' });
  await runner.start();
  const takeNext = () => drain(log, log.consumptions.at(-1)!, changes);
  log.put(changes, deployed('cart', 'v-a', at(1), 'a'), deployed('cart', 'v-b', at(2), 'b'));
  await takeNext();
  faults.clear();
  const [build] = await buildsInCare(test.database, projections);
  let next = Promise.resolve();
  await drainRows(
    pausing(async () => {
      log.put(changes, deployed('cart', 'v-c', at(3), 'c'));
      next = takeNext();
      await sleep(200);
    }),
    build!,
    [{ rowKey: '["cart"]', by: null }],
  );
  await next;
  expect(await storedLetters(test.database)).toEqual([]);
  expect(await storedLedger(test.database)).toMatchObject([{ deployments: 3, version: 'v-c' }]);
  await runner.stop();
});

/** The database, which lets something happen when a transaction has read the letters. */
function pausing(happen: () => Promise<void>): Database {
  const around = (tx: Queryable): Queryable => ({
    query: async <Row>(sql: string, params?: readonly unknown[]) => {
      const rows = await tx.query<Row>(sql, params);
      if (/^SELECT seq, row_key/.test(sql)) await happen();
      return rows;
    },
  });
  const { database } = test;
  const transaction = <T>(run: (tx: Queryable) => Promise<T>) =>
    database.transaction((tx) => run(around(tx)));
  return { transaction } as unknown as Database;
}

it('A row that never rests keeps its order and loses nothing while it is retried, and discards count as decided', async () => {
  await startAnew(test.database);
  await addTables(test.database);
  const log = await PostgresLog.open(test.database);
  const faults = new Set(['n5', 'n60', 'n61', 'n130']);
  const given = new Set(['n90']);
  const projections = allKinds.map((one) => faulty(faulty(one, faults), given));
  const runners = ['one', 'two'].map(
    () => new ProjectionRunner({ db: test.database, log, projections, group: 'busy', maxRecords: 7 }),
  );
  await Promise.all(runners.map((runner) => runner.start()));
  try {
    const writing = write(log, 200);
    for (const fault of [...faults]) {
      await sleep(60);
      await requestRetryOfAll(test.database, { by: 'ana' });
      faults.delete(fault);
    }
    await writing;
    for (const { name } of allKinds) await expect.poll(() => behind(test.database, log, name)).toBe(0);
    await retryAll(test.database);
    await discardAll(test.database);
    expect((await storedLetters(test.database)).filter(({ state }) => state === 'parked')).toEqual([]);
    const expected = kindsOf((await everythingOn(log)).filter(({ event }) => !given.has(event.id)));
    expect(await storedKinds(test.database)).toEqual(expected);
  } finally {
    await Promise.all(runners.map((runner) => runner.stop()));
    await log.close();
  }
});

async function write(log: PostgresLog, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const event = deployed('checkout', `v${n}`, at(n % 7), `n${n}`);
    await log.append(changes, [{ key: keyOf(event), event }]);
    if (n % 3 === 0) {
      const other = anomaly('checkout', at(n), `i${n}`);
      await log.append(incidents, [{ key: keyOf(other), event: other }]);
    }
  }
}

async function discardAll(db: Database): Promise<void> {
  const letters = await storedLetters(db);
  for (const { seq } of letters.filter(({ reason }) => reason === 'failed')) {
    await discardLetter(db, seq, { by: 'ana', reason: 'A test.' });
  }
  await untilDone(db);
}

async function recordsOf(log: ScriptedLog): Promise<EventRecord[]> {
  const read = [changes, incidents].map((topic) => log.read({ topic, partition: 0, offset: 0 }, 1_000));
  return (await Promise.all(read)).flatMap(({ records }) => records.filter(isReadable));
}

async function everythingOn(log: PostgresLog): Promise<EventRecord[]> {
  const heads = (await Promise.all([changes, incidents].map((topic) => log.heads(topic)))).flat();
  const batches = await Promise.all(heads.map((head) => log.read({ ...head, offset: 0 }, 1_000)));
  return batches.flatMap(({ records }) => records.filter(isReadable));
}
