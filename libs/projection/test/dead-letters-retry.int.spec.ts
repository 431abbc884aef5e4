import { Fenced, topics } from '@hormesis/log';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clerkOfProjections } from '../src/dead-letters/clerk-of-projections.js';
import {
  discardLetter,
  listLetters,
  migrateProjections,
  type Projection,
  ProjectionRunner,
  readLetter,
  requestRetry,
  requestRetryOfAll,
  trimDiscardedLetters,
} from '../src/index.js';
import { faulty, retryAll, storedLetters, untilDone } from './faulty.js';
import { anomaly, deployed, ledger, startAnew, storedLedger } from './ledger.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const { changes, incidents } = topics;

let test: TestDatabase;
let log: ScriptedLog;
let faults: Set<string>;
let runners: ProjectionRunner[];
let second: number;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await startAnew(test.database);
  log = new ScriptedLog([changes, incidents]);
  faults = new Set();
  runners = [];
  second = 0;
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
});

async function started(projection: Projection = faulty(ledger, faults)) {
  const runner = new ProjectionRunner({ db: test.database, log, projections: [projection], group: 'test' });
  runners.push(runner);
  await runner.start();
  const consumption = log.consumptions.at(-1)!;
  return { takeIn: (topic: string = changes) => drain(log, consumption, topic), consumption };
}

const put = (...made: readonly (readonly [service: string, id: string])[]) =>
  log.put(changes, ...made.map(([service, id]) => deployed(service, `v-${id}`, at(++second), id)));
const rows = () => storedLedger(test.database);
const letters = () => storedLetters(test.database);

async function parkStory(): Promise<void> {
  faults = new Set(['b', 'd']);
  put(['checkout', 'a'], ['checkout', 'b'], ['search', 'c'], ['checkout', 'd'], ['checkout', 'e']);
  await (await started()).takeIn();
  expect(await letters()).toMatchObject([
    { offset: 1, reason: 'failed' },
    { offset: 3, reason: 'follows' },
    { offset: 4, reason: 'follows' },
  ]);
}

describe('a retry', () => {
  it('takes in what waited, in order, and lets the row flow again for workers that are already running', async () => {
    faults = new Set(['b']);
    put(['checkout', 'a'], ['checkout', 'b'], ['checkout', 'c']);
    const worker = await started();
    await worker.takeIn();
    expect(await rows()).toMatchObject([{ deployments: 1, version: 'v-a' }]);
    faults.clear();
    await retryAll(test.database);
    expect(await rows()).toMatchObject([{ deployments: 3, version: 'v-c' }]);

    put(['checkout', 'f']);
    const batch = await log.read({ topic: changes, partition: 0, offset: 3 }, 10);
    await expect(worker.consumption.handle(batch)).rejects.toBeInstanceOf(Fenced);
    await worker.takeIn();
    expect(await rows()).toMatchObject([{ deployments: 4, version: 'v-f' }]);
    expect(await letters()).toEqual([]);
  });

  it('that fails half-way keeps what was good, and the rest in its order', async () => {
    await parkStory();
    faults.delete('b');
    const [, , last] = await letters();
    await requestRetry(test.database, last!.seq, 'ana');
    await untilDone(test.database);
    expect(await letters()).toMatchObject([
      { offset: 3, reason: 'failed', error: 'Error: I cannot take d.', attempts: 2 },
      { offset: 4, reason: 'follows', attempts: 1 },
    ]);
    expect(await rows()).toMatchObject([{ deployments: 2, version: 'v-b' }, { service: 'search' }]);
    faults.clear();
    await retryAll(test.database);
    expect(await rows()).toMatchObject([{ deployments: 4, version: 'v-e' }, { service: 'search' }]);
  });

  it('finds the letter that the database refuses among those of many rows', async () => {
    faults = new Set(['1', '2', '3']);
    put(['cart', '1'], ['checkout', '2'], ['search', '3'], ['cart', '4'], ['search', '5'], ['search', '6']);
    log.put(changes, deployed('cart', 'forbidden', at(21), '7'), deployed('cart', 'v-8', at(20), '8'));
    await (await started()).takeIn();
    faults.clear();
    await retryAll(test.database);
    expect(await letters()).toMatchObject([
      { offset: 6, reason: 'refused', row_key: '["cart"]', attempts: 2 },
      { offset: 7, reason: 'follows', row_key: '["cart"]', attempts: 1 },
    ]);
    expect(await rows()).toMatchObject([
      { service: 'cart', deployments: 2 },
      { service: 'checkout', deployments: 1 },
      { service: 'search', deployments: 3 },
    ]);
    await test.database.query('ALTER TABLE test.ledger__1 DROP CONSTRAINT ledger_version_check');
    await retryAll(test.database);
    expect(await rows()).toMatchObject([{ service: 'cart', deployments: 4 }, {}, {}]);
  });

  it('passes by what, by the code as it is now, does not concern the row', async () => {
    faults = new Set(['a']);
    put(['checkout', 'a'], ['checkout', 'b']);
    await (await started()).takeIn();
    await runners[0]?.stop();
    const wiser: Projection = {
      ...ledger,
      keysOf: (event) => (event.id === 'a' ? [] : ledger.keysOf(event)),
    };
    await started(wiser);
    await retryAll(test.database);
    expect(await letters()).toEqual([]);
    expect(await rows()).toMatchObject([{ service: 'checkout', deployments: 1, version: 'v-b' }]);
  });

  it('waits for as long as the database is the trouble, and counts no attempt', async () => {
    await parkStory();
    faults.clear();
    await test.database.query('ALTER TABLE test.ledger__1 RENAME TO away');
    await requestRetryOfAll(test.database, { by: 'ana' });
    await expect(untilDone(test.database, 1_500)).rejects.toThrow(/still asked for/);
    expect(await letters()).toMatchObject([{ attempts: 1 }, { attempts: 1 }, { attempts: 1 }]);
    await test.database.query('ALTER TABLE test.away RENAME TO ledger__1');
    await untilDone(test.database);
    expect(await rows()).toMatchObject([{ deployments: 4 }, { deployments: 1 }]);
  });

  it('counts each event once when two processes are asked at once', async () => {
    faults = new Set(Array.from({ length: 40 }, (_, n) => `x${n}`));
    put(...Array.from({ length: 120 }, (_, n) => [`service-${n % 40}`, `x${n}`] as const));
    const worker = await started();
    await worker.takeIn();
    await started();
    expect(await letters()).toHaveLength(120);
    faults.clear();
    await Promise.all([retryAll(test.database), retryAll(test.database)]);
    expect((await rows()).map(({ deployments }) => deployments)).toEqual(Array(40).fill(3));
    expect(await letters()).toEqual([]);
  });

  it('goes on where one transaction does not hold a row’s letters, also for another process', async () => {
    faults = new Set(['n0']);
    put(...Array.from({ length: 2_300 }, (_, n) => ['checkout', `n${n}`] as const));
    const worker = await started();
    await worker.takeIn();
    faults.clear();
    faults.add('n2299');
    await requestRetry(test.database, (await letters())[1_700]!.seq, 'ana');
    await untilDone(test.database);
    expect(await letters()).toMatchObject([{ offset: 2_299, reason: 'failed' }]);
    expect(await rows()).toMatchObject([{ deployments: 2_299 }]);
  });

  it('reaches the build that was live before as well', async () => {
    const { database: db } = test;
    await (await started()).takeIn();
    await runners.pop()?.stop();
    await db.query('CREATE TABLE test.ledger__2 (LIKE test.ledger__1 INCLUDING ALL)');
    await db.query(
      `INSERT INTO projection.build (projection, build, version, relation, state)
       VALUES ('ledger', 2, 1, 'test.ledger__2', 'kept')`,
    );
    await parkStoryInBoth();
    faults.clear();
    const [first] = await listLetters(db, { limit: 1 });
    expect(first).toMatchObject({ build: 1 });
    await requestRetry(db, first!.seq, 'ana');
    await untilDone(db);
    expect(await letters()).toEqual([]);
    expect(await db.query('SELECT * FROM test.ledger__2 ORDER BY service')).toEqual(
      await db.query('SELECT * FROM test.ledger__1 ORDER BY service'),
    );
  });

  async function parkStoryInBoth(): Promise<void> {
    faults = new Set(['b']);
    put(['checkout', 'a'], ['checkout', 'b'], ['search', 'c'], ['checkout', 'd']);
    await (await started()).takeIn();
    expect(await letters()).toHaveLength(4);
    expect(await listLetters(test.database, { limit: 10 })).toHaveLength(2);
    expect(await listLetters(test.database, { limit: 10, build: 2 })).toHaveLength(2);
  }

  it('is refused where nothing can be done about the letter', async () => {
    const { database: db } = test;
    await parkStory();
    await expect(requestRetry(db, 4_711_000, 'ana')).rejects.toMatchObject({ code: 'letter-unknown' });
    const [first] = await letters();
    await discardLetter(db, first!.seq, { by: 'ana', reason: 'A test.' });
    await expect(requestRetry(db, first!.seq, 'ana')).rejects.toMatchObject({ code: 'letter-discarded' });
    await runners.pop()?.stop();
    await db.query(`UPDATE projection.build SET state = 'aborted'`);
    const rest = (await letters()).find(({ state }) => state === 'parked');
    await expect(requestRetry(db, rest!.seq, 'ana')).rejects.toMatchObject({ code: 'letter-not-kept' });
    await expect(requestRetryOfAll(db, { projection: 'nobody', by: 'ana' })).rejects.toMatchObject({
      code: 'projection-unknown',
      hint: 'There are: ledger.',
    });
  });
});

describe('an event whose row nobody knows', () => {
  const keyless = (): Projection => ({
    ...faulty(ledger, faults),
    keysOf: (event) => {
      if (faults.has(`key of ${event.id}`)) throw new Error('Whose is it?');
      return ledger.keysOf(event);
    },
  });

  it('is taken in whole once its row can be told', async () => {
    faults = new Set(['key of b']);
    put(['checkout', 'a'], ['checkout', 'b'], ['checkout', 'c']);
    await (await started(keyless())).takeIn();
    expect(await rows()).toMatchObject([{ deployments: 2 }]);
    await retryAll(test.database);
    expect(await letters()).toMatchObject([{ row_key: null, error: 'Error: Whose is it?', attempts: 2 }]);
    faults = new Set(['b']);
    await runners.pop()?.stop();
    await started(keyless());
    await retryAll(test.database);
    expect(await letters()).toMatchObject([{ row_key: null, error: 'Error: I cannot take b.', attempts: 3 }]);
    faults.clear();
    await retryAll(test.database);
    expect(await letters()).toEqual([]);
    expect(await rows()).toMatchObject([{ deployments: 3 }]);
  });

  it('waits while its row waits', async () => {
    faults = new Set(['key of a', 'b']);
    put(['checkout', 'a'], ['checkout', 'b']);
    await (await started(keyless())).takeIn();
    faults.delete('key of a');
    await retryAll(test.database);
    expect(await letters()).toMatchObject([
      { offset: 0, error: '["checkout"] waits behind other letters.' },
      { offset: 1, attempts: 2 },
    ]);
    faults.clear();
    await retryAll(test.database);
    expect(await rows()).toMatchObject([{ deployments: 2 }]);
  });

  it('is read from the log once more if it could not be read, and counts once though it was sent again', async () => {
    const event = deployed('checkout', 'v1', at(1), 'a');
    log.putUnreadable(changes, '{"half": ');
    log.putUnreadable(changes, 'nonsense');
    await (await started()).takeIn();
    log.put(changes, event);
    await retryAll(test.database);
    expect(await letters()).toMatchObject([{ error: 'This is not JSON.', attempts: 2 }, { attempts: 2 }]);

    const { read } = log;
    log.read = async (position, limit) => {
      const batch = await read.call(log, position, limit);
      const understood = batch.records.map((record) =>
        record.position.offset < 1 ? { position: record.position, key: '', event } : record,
      );
      return { ...batch, records: understood };
    };
    await retryAll(test.database);
    expect(await letters()).toMatchObject([{ offset: 1, attempts: 3 }]);
    await (await started()).takeIn();
    expect(await rows()).toMatchObject([{ deployments: 1 }]);
  });

  it('says so when it is no longer on the log', async () => {
    log.putUnreadable(changes, 'nonsense');
    await (await started()).takeIn();
    log.tails = async (topic) => [{ topic, partition: 0, offset: 1 }];
    await retryAll(test.database);
    expect(await letters()).toMatchObject([
      { error: 'It could not be read, and is no longer on the log.', attempts: 2 },
    ]);
  });
});

describe('a letter that is discarded', () => {
  it('stays out, is kept with who decided and why, and what waits behind it flows', async () => {
    await parkStory();
    faults.delete('d');
    const [first] = await letters();
    await discardLetter(test.database, first!.seq, { by: 'ana', reason: 'The emitter was broken.' });
    await untilDone(test.database);
    await expect.poll(rows).toMatchObject([{ deployments: 3, version: 'v-e' }, { service: 'search' }]);
    expect(await listLetters(test.database, { limit: 10 })).toEqual([]);
    expect(await listLetters(test.database, { limit: 10, state: 'discarded' })).toMatchObject([
      { seq: first!.seq, eventId: 'b', decidedBy: 'ana', decision: 'The emitter was broken.' },
    ]);
    put(['checkout', 'f']);
    await (await started()).takeIn();
    expect(await rows()).toMatchObject([{ deployments: 4, version: 'v-f' }, { service: 'search' }]);
  });

  it('lets its row flow at once if nothing waits behind it', async () => {
    faults = new Set(['a']);
    put(['checkout', 'a']);
    const worker = await started();
    await worker.takeIn();
    const [only] = await letters();
    await discardLetter(test.database, only!.seq, { by: 'ana', reason: 'A test.' });
    put(['checkout', 'b']);
    await worker.takeIn();
    expect(await rows()).toMatchObject([{ deployments: 1, version: 'v-b' }]);
  });

  it('is kept for good, for the next rebuild; only those of reactions are deleted a month later', async () => {
    await parkStory();
    const [first] = await letters();
    await discardLetter(test.database, first!.seq, { by: 'ana', reason: 'A test.' });
    await untilDone(test.database);
    await test.database.query(
      `INSERT INTO projection.dead_letter
         (projection, build, row_key, topic, partition, "offset", reason, error, value, state, decided_at, decided_by, decision)
       SELECT reaction, 1, NULL, topic, partition, "offset", reason, error, value, state, decided_at, decided_by, decision
       FROM projection.dead_letter, unnest(ARRAY['reaction-a', 'reaction-b']) AS reaction WHERE seq = $1`,
      [first!.seq],
    );
    expect(await trimDiscardedLetters(test.database)).toBe(0);
    await test.database.query(
      `UPDATE projection.dead_letter SET decided_at = now() - interval '31 days'
       WHERE projection <> 'reaction-b' AND decided_at IS NOT NULL`,
    );
    expect(await trimDiscardedLetters(test.database)).toBe(1);
    const left = await test.database.query(
      `SELECT projection, state FROM projection.dead_letter WHERE state = 'discarded' ORDER BY projection`,
    );
    expect(left).toMatchObject([{ projection: 'ledger' }, { projection: 'reaction-b' }]);
    expect((await letters()).filter(({ state }) => state === 'parked')).toHaveLength(2);
  });
});

describe('a dead letter', () => {
  it('is shown with its event, and what it waits for', async () => {
    await parkStory();
    log.put(incidents, anomaly('checkout', at(9), 'i'));
    await (await started()).takeIn(incidents);
    const all = await listLetters(test.database, { limit: 2 });
    expect(all).toMatchObject([
      {
        projection: 'ledger',
        row: ['checkout'],
        topic: changes,
        eventId: 'b',
        eventName: 'service.deployed',
      },
      { eventId: 'd' },
    ]);
    const more = await listLetters(test.database, { limit: 2, after: all[1]!.seq });
    expect(more).toMatchObject([{ eventId: 'e' }, { eventId: 'i', topic: incidents }]);
    expect(await readLetter(test.database, all[0]!.seq)).toMatchObject({
      event: { id: 'b', subject: 'checkout', data: { version: 'v-b' } },
      value: null,
      waitsFor: null,
      behind: 3,
    });
    expect(await readLetter(test.database, more[1]!.seq)).toMatchObject({ waitsFor: all[0]!.seq, behind: 0 });
    expect(await readLetter(test.database, 4_711_000)).toBeUndefined();
  });

  it('is listed although Postgres cannot decode all of its event', async () => {
    log.put(changes, deployed('checkout', 'v\0', at(1), 'a'));
    await (await started()).takeIn();
    expect(await listLetters(test.database, { limit: 1 })).toMatchObject([
      { eventId: null, row: ['checkout'] },
    ]);
  });
});

it('A clerk that has been stopped does nothing more', async () => {
  await parkStory();
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  faults.clear();
  const clerk = clerkOfProjections(test.database, log, [ledger]);
  await clerk.start();
  await clerk.stop();
  await requestRetryOfAll(test.database, { by: 'ana' });
  await expect(untilDone(test.database, 1_200)).rejects.toThrow(/still asked for/);
});
