import { randomBytes } from 'node:crypto';
import { topics } from '@hormesis/log';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrateProjections, ProjectionRunner, projectionStatus } from '../src/index.js';
import { faulty } from './faulty.js';
import { anomaly, deployed, ledger, startAnew, storedLedger } from './ledger.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const { changes, incidents } = topics;

let test: TestDatabase;
let log: ScriptedLog;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await startAnew(test.database);
  log = new ScriptedLog([changes, incidents]);
});

async function takeIn(sizes?: number[]): Promise<void> {
  const runner = new ProjectionRunner({ db: test.database, log, projections: [ledger], group: 'test' });
  await runner.start();
  await drain(log, log.consumptions.at(-1)!, changes, sizes);
}

function letters() {
  return test.database.query<{ offset: number; reason: string; row_key: string | null; error: string }>(
    'SELECT "offset", reason, row_key, error FROM projection.dead_letter ORDER BY seq',
  );
}

function putPoisonedStory(): void {
  log.put(
    changes,
    deployed('checkout', 'v1', at(1), 'a'),
    deployed('checkout', 'poison', at(2), 'b'),
    deployed('search', 'v7', at(3), 'c'),
    deployed('checkout', 'v3', at(4), 'd'),
    deployed('search', 'v8', at(5), 'e'),
  );
}

describe('an event that cannot be taken in', () => {
  it.each([[[100]], [[1]], [[2, 1]]])(
    'is parked with what follows in its row; others flow on (batches of %j)',
    async (sizes) => {
      putPoisonedStory();
      await takeIn(sizes);
      expect(await letters()).toMatchObject([
        {
          offset: 1,
          reason: 'failed',
          row_key: '["checkout"]',
          error: 'Error: This version cannot be taken in.',
        },
        { offset: 3, reason: 'follows', row_key: '["checkout"]' },
      ]);
      expect(await storedLedger(test.database)).toMatchObject([
        { service: 'checkout', deployments: 1, version: 'v1' },
        { service: 'search', deployments: 2, version: 'v8' },
      ]);
      expect(await projectionStatus(test.database, log)).toMatchObject([
        { name: 'ledger', behind: 0, parked: 2 },
      ]);
    },
  );

  it('is found in a batch whose rows the database refuses, and only that one is parked', async () => {
    log.put(changes, deployed('checkout', 'v1', at(1), 'a'), deployed('search', 'forbidden', at(2), 'b'));
    log.put(changes, deployed('cart', 'v1', at(3), 'c'), deployed('search', 'v9', at(4), 'd'));
    log.put(changes, deployed('checkout', 'v2', at(5), 'e'));
    await takeIn([3, 100]);
    expect(await letters()).toMatchObject([
      { offset: 1, reason: 'refused', row_key: '["search"]' },
      { offset: 3, reason: 'follows', row_key: '["search"]' },
    ]);
    expect(await storedLedger(test.database)).toMatchObject([
      { service: 'cart', deployments: 1 },
      { service: 'checkout', deployments: 2, version: 'v2' },
    ]);
  });

  it('is at fault alone when it holds text that Postgres cannot', async () => {
    log.put(changes, deployed('checkout', 'v\0', at(1), 'a'), deployed('search', 'v1', at(2), 'b'));
    await takeIn();
    expect(await letters()).toMatchObject([{ offset: 0, reason: 'failed', error: /U\+0000/ }]);
    expect(await storedLedger(test.database)).toMatchObject([{ service: 'search', version: 'v1' }]);
  });

  it('is parked when its key is too long for the index, and so is what follows it', async () => {
    const long = randomBytes(3_500).toString('base64').slice(0, 3_500);
    log.put(changes, deployed(long, 'v1', at(1), 'a'), deployed('search', 'v1', at(2), 'b'));
    log.put(changes, deployed(long, 'v2', at(3), 'c'), deployed('search', 'v2', at(4), 'd'));
    await takeIn([3, 100]);
    expect(await letters()).toMatchObject([
      { offset: 0, reason: 'refused', row_key: JSON.stringify([long]), error: /index row size/ },
      { offset: 2, reason: 'follows', row_key: JSON.stringify([long]) },
    ]);
    expect(await storedLedger(test.database)).toMatchObject([{ service: 'search', version: 'v2' }]);
  });

  it('is kept as it is when it is no event at all, and nothing waits behind it', async () => {
    log.put(changes, deployed('checkout', 'v1', at(1), 'a'));
    log.putUnreadable(changes, '{"half": ');
    log.put(changes, deployed('checkout', 'v2', at(2), 'b'));
    await takeIn();
    expect(await letters()).toMatchObject([{ offset: 1, reason: 'unreadable', error: 'This is not JSON.' }]);
    const [kept] = await test.database.query(
      `SELECT convert_from(value, 'UTF8') AS value FROM projection.dead_letter`,
    );
    expect(kept).toEqual({ value: '{"half": ' });
    expect(await storedLedger(test.database)).toMatchObject([{ deployments: 2, version: 'v2' }]);
  });
});

it('Two partitions that park at the same time do not wait for each other', async () => {
  const ids = new Set(Array.from({ length: 60 }, (_, n) => [`c${n}`, `i${n}`]).flat());
  const projections = [faulty(ledger, ids)];
  const runner = new ProjectionRunner({ db: test.database, log, projections, group: 'test' });
  await runner.start();
  const [consumption] = log.consumptions;
  for (let n = 0; n < 60; n += 1) {
    log.put(changes, deployed(`service-${n}`, 'v1', at(1), `c${n}`));
    log.put(incidents, anomaly(`other-${n}`, at(1), `i${n}`));
    await Promise.all([changes, incidents].map((topic) => drain(log, consumption!, topic)));
  }
  expect(await letters()).toHaveLength(120);
  await runner.stop();
});

describe('trouble with the database itself', () => {
  it('stops the batch, parks nothing, and loses nothing once it is over', async () => {
    await takeIn();
    putPoisonedStory();
    await test.database.query('ALTER TABLE test.ledger__1 RENAME TO ledger_away');
    await expect(takeIn()).rejects.toThrow(/test.ledger/);
    expect(await letters()).toEqual([]);
    await test.database.query('ALTER TABLE test.ledger_away RENAME TO ledger__1');
    await takeIn();
    expect(await storedLedger(test.database)).toMatchObject([{ deployments: 1 }, { deployments: 2 }]);
  });
});
