import { type EventRecord, Fenced, topics } from '@hormesis/log';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrateProjections, type Projection, ProjectionRunner } from '../src/index.js';
import { anomaly, deployed, ledger, ledgerOf, removed, startAnew, storedLedger } from './ledger.js';

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
const { changes, incidents } = topics;

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());
beforeEach(() => startAnew(test.database));

async function started(log: ScriptedLog, projections: readonly Projection[] = [ledger]) {
  const runner = new ProjectionRunner({ db: test.database, log, projections, group: 'test' });
  await runner.start();
  const consumption = log.consumptions.at(-1)!;
  return {
    runner,
    drain: (topic: string, sizes?: number[]) => drain(log, consumption, topic, sizes),
    consumption,
  };
}

async function recordsOf(log: ScriptedLog): Promise<EventRecord[]> {
  const batches = [changes, incidents].map((topic) => log.read({ topic, partition: 0, offset: 0 }, 1_000));
  return (await Promise.all(batches)).flatMap(({ records }) => records) as EventRecord[];
}

describe('a projection runner', () => {
  it('makes rows of the events and moves its checkpoint with them', async () => {
    const log = new ScriptedLog([changes, incidents]);
    log.put(changes, deployed('checkout', 'v1', at(1), 'a'), deployed('search', 'v7', at(2), 'b'));
    const { runner, drain } = await started(log);
    expect(await runner.behind()).toEqual(new Map([['ledger', 2]]));
    await drain(changes);
    expect(await storedLedger(test.database)).toEqual([
      { service: 'checkout', deployments: 1, anomalies: 0, version: 'v1' },
      { service: 'search', deployments: 1, anomalies: 0, version: 'v7' },
    ]);
    expect(await runner.behind()).toEqual(new Map([['ledger', 0]]));
    expect(await runner.position('ledger')).toEqual([
      { topic: changes, partition: 0, offset: 2 },
      { topic: incidents, partition: 0, offset: 0 },
    ]);
  });

  it('fences a worker whose batch another one has taken in already', async () => {
    const log = new ScriptedLog([changes, incidents]);
    log.put(changes, deployed('checkout', 'v1', at(1), 'a'));
    const zombie = await started(log);
    const heir = await started(log);
    await zombie.consumption.positionOf({ topic: changes, partition: 0 });
    await heir.drain(changes);
    const batch = await log.read({ topic: changes, partition: 0, offset: 0 }, 10);
    await expect(zombie.consumption.handle(batch)).rejects.toBeInstanceOf(Fenced);
    expect(await storedLedger(test.database)).toMatchObject([{ service: 'checkout', deployments: 1 }]);
  });

  it('starts a second projection from the beginning while the first goes on', async () => {
    const log = new ScriptedLog([changes, incidents]);
    log.put(changes, deployed('checkout', 'v1', at(1), 'a'));
    await (await started(log)).drain(changes);
    const twin = { ...ledger, name: 'twin', table: { ...ledger.table, name: 'test.twin' } };
    await test.database.query('DROP VIEW IF EXISTS test.twin; DROP TABLE IF EXISTS test.twin__1');
    await test.database.query('CREATE TABLE test.twin (LIKE test.ledger__1 INCLUDING ALL)');
    log.put(changes, deployed('checkout', 'v2', at(2), 'b'));
    await (await started(log, [ledger, twin])).drain(changes, [1]);
    const expected = [{ service: 'checkout', deployments: 2, version: 'v2' }];
    expect(await storedLedger(test.database)).toMatchObject(expected);
    expect(await test.database.query('SELECT * FROM test.twin')).toMatchObject(expected);
  });

  it('leaves the rows of another version alone', async () => {
    const log = new ScriptedLog([changes, incidents]);
    log.put(changes, deployed('checkout', 'v1', at(1), 'a'));
    const old = await started(log);
    await old.drain(changes);
    const next = await started(log, [{ ...ledger, version: 2 }]);
    log.put(changes, deployed('checkout', 'v2', at(2), 'b'));
    await next.drain(changes);
    expect(await storedLedger(test.database)).toMatchObject([{ deployments: 1, version: 'v1' }]);
    await old.drain(changes);
    expect(await storedLedger(test.database)).toMatchObject([{ deployments: 2, version: 'v2' }]);
  });

  it('ends with the same rows however the log is cut, whatever is resent, and with two workers at once', async () => {
    const service = fc.constantFrom('checkout', 'search', 'cart');
    const described = fc.record({ service, remove: fc.nat(9), second: fc.nat(20) });
    const scenario = fc.record({
      changes: fc.array(described, { maxLength: 30 }),
      anomalies: fc.array(described, { maxLength: 15 }),
      resent: fc.array(fc.nat(29), { maxLength: 8 }),
      sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(scenario, async ({ changes: made, anomalies, resent, sizes }) => {
        run += 1;
        const twin = { ...ledger, name: `ledger-${run}` };
        await startAnew(test.database);
        const log = new ScriptedLog([changes, incidents]);
        const all = made.map((one, n) =>
          one.remove === 0 && anomalies.length === 0
            ? removed(one.service, at(one.second), `c${n}`)
            : deployed(one.service, `v${n}`, at(one.second), `c${n}`),
        );
        log.put(changes, ...all, ...resent.flatMap((n) => all[n] ?? []));
        log.put(incidents, ...anomalies.map((one, n) => anomaly(one.service, at(one.second), `i${n}`)));
        const workers = [await started(log, [twin]), await started(log, [twin])];
        await Promise.all(
          workers.flatMap((worker) => [worker.drain(changes, sizes), worker.drain(incidents, sizes)]),
        );
        expect(await storedLedger(test.database)).toEqual(ledgerOf(await recordsOf(log)));
      }),
      { numRuns: 40 },
    );
  });
});
