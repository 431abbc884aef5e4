import { keyOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { PostgresLog } from '@hormesis/log-postgres';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  behind,
  migrateProjections,
  ProjectionRunner,
  positions,
  projectionStatus,
  ReactionRunner,
  waitForPosition,
} from '../src/index.js';
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

  it('tells of projections and reactions what is parked since when, and what they wait for', async () => {
    const { database: db } = test;
    const event = (version: string) => deployed('cart', version, '2026-01-01T00:00:00Z', `cart-${version}`);
    const append = (version: string) =>
      log.append(topics.changes, [{ key: keyOf(event(version)), event: event(version) }]);
    let isAway = true;
    const on = async () => {
      if (isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    };
    const reactions = [{ name: 'rememberer', version: 3, from: [topics.changes], on }];
    const runner = new ProjectionRunner({ db, log, projections: [ledger], group: 'status' });
    const reacting = new ReactionRunner({ db, log, reactions, group: 'status' });
    const of = async (name: string) => (await projectionStatus(db, log)).find((one) => one.name === name);
    await append('v1');
    await append('poison');
    await Promise.all([runner.start(), reacting.start()]);
    try {
      await expect.poll(() => of('ledger')).toMatchObject({ behind: 0, parked: 1 });
      const [letter] = await db.query('SELECT parked_at FROM projection.dead_letter');
      expect(await of('ledger')).toEqual({
        ...{ name: 'ledger', kind: 'projection', version: 1, behind: 0, parked: 1, trouble: null },
        staleSince: letter?.parked_at,
      });

      await expect
        .poll(() => of('rememberer'))
        .toMatchObject({
          ...{ kind: 'reaction', version: 3, parked: 0, staleSince: null },
          trouble: { topic: topics.changes, error: 'Error: connect ECONNREFUSED' },
        });
      const { trouble, behind } = (await of('rememberer'))!;
      expect(behind).toBeGreaterThan(0);
      expect(Math.abs(Date.now() - Date.parse(trouble?.since ?? ''))).toBeLessThan(10_000);
      isAway = false;
      await expect
        .poll(() => of('rememberer'), { timeout: 20_000 })
        .toMatchObject({ behind: 0, trouble: null });
    } finally {
      await Promise.all([runner.stop(), reacting.stop()]);
    }
  });

  it('asks the log for the heads of each topic once', async () => {
    const asked: string[] = [];
    const counting = Object.assign(Object.create(log), {
      heads: (topic: string) => {
        asked.push(topic);
        return log.heads(topic);
      },
    });
    expect((await projectionStatus(test.database, counting)).length).toBeGreaterThan(1);
    expect(asked.sort()).toEqual([topics.changes, topics.incidents]);
  });
});
