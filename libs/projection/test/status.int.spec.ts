import { keyOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { behind, migrateProjections, ProjectionRunner, positions, waitForPosition } from '../src/index.js';
import { deployed, ledger, startAnew } from './ledger.js';

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

describe('knowing how far a projection is', () => {
  it('waits until it has taken a position in, and gives up in time if it does not', async () => {
    const event = deployed('checkout', 'v1', '2026-01-01T00:00:00Z', 'a');
    const [appended] = await log.append(topics.changes, [{ key: keyOf(event), event }]);
    const wanted = [appended!.position];
    const started = performance.now();
    expect(await waitForPosition(test.database, 'ledger', wanted, 50)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);

    const runner = new ProjectionRunner({ db: test.database, log, projections: [ledger], group: 'status' });
    const waiting = waitForPosition(test.database, 'ledger', wanted, 5_000);
    await runner.start();
    expect(await waiting).toBe(true);
    expect(await behind(test.database, log, 'ledger')).toBe(0);
    expect(await positions(test.database, 'ledger')).toContainEqual({
      ...appended!.position,
      offset: appended!.position.offset + 1,
    });
    await runner.stop();
  });

  it('knows nothing of a projection that has never run', async () => {
    expect(await positions(test.database, 'nobody')).toEqual([]);
  });
});
