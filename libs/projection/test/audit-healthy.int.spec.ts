import { setTimeout as sleep } from 'node:timers/promises';
import { type EventLog, Fenced, topics } from '@hormesis/log';
import { ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  HoleAuditor,
  migrateProjections,
  ProjectionRunner,
  ReactionRunner,
  rebuild,
  requestRetryOfAll,
} from '../src/index.js';
import { auditorOf, openFindings, startAuditAnew } from './audited.js';
import { addTables, allKinds } from './kinds.js';
import { anomaly, deployed, removed } from './ledger.js';

const { changes, incidents } = topics;
const time = '2026-01-01T00:00:00.000Z';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase({ maxConnections: 20 });
  await migrateProjections(test.database);
});
afterAll(() => test.drop());

type Act =
  | { do: 'put'; topic: string; what: string; id: number }
  | { do: 'take'; worker: number; topic: string; size: number }
  | { do: 'react'; size: number }
  | { do: 'audit' | 'restart audit' | 'restart workers' | 'rebuild' | 'retry letters' };

const topic = fc.constantFrom(changes, incidents);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      topic,
      what: fc.constantFrom(
        'deployed',
        'deployed',
        'anomaly',
        'removed',
        'poison',
        'forbidden',
        'unreadable',
      ),
      id: fc.nat(12),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      worker: fc.nat(1),
      topic,
      size: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('react' as const), size: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 4, arbitrary: fc.constant({ do: 'audit' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('restart audit', 'restart workers', 'rebuild', 'retry letters'),
    }) as fc.Arbitrary<Act>,
  },
);

/** One consumer that takes a batch when it is told to, and asks for its place when it is fenced. */
class Taker {
  private readonly places = new Map<string, number>();

  constructor(
    private readonly log: ScriptedLog,
    private readonly consumption = log.consumptions.at(-1)!,
  ) {}

  async take(from: string, size: number): Promise<boolean> {
    const place = { topic: from, partition: 0 };
    const offset = this.places.get(from) ?? (await this.consumption.positionOf(place));
    const batch = await this.log.read({ ...place, offset }, size);
    if (batch.records.length === 0) return false;
    try {
      await this.consumption.handle(batch);
      this.places.set(from, batch.nextOffset);
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      this.places.delete(from);
    }
    return true;
  }
}

/** A system on a log in memory: two workers that know nothing of one another, a reaction, and the audit. */
class System {
  readonly log = new ScriptedLog([changes, incidents]);
  private readonly runners: { stop(): Promise<void> }[] = [];
  private workers: Taker[] = [];
  private rebuilt = 0;
  private reactor: Taker | undefined;
  private auditor = this.newAuditor();

  async do(act: Act): Promise<void> {
    if (act.do === 'put') this.put(act.topic, act.what, act.id);
    if (act.do === 'take') await this.workers[act.worker]?.take(act.topic, act.size);
    if (act.do === 'react') await this.reactor?.take(changes, act.size);
    if (act.do === 'audit') await this.auditor.round();
    if (act.do === 'restart workers') await this.start();
    if (act.do === 'retry letters') await requestRetryOfAll(test.database, { by: 'ana' });
    if (act.do === 'rebuild') await this.rebuildWhileAllGoesOn();
    if (act.do !== 'restart audit') return;
    await this.auditor.stop();
    this.auditor = this.newAuditor();
  }

  private async rebuildWhileAllGoesOn(): Promise<void> {
    const projection = allKinds[this.rebuilt++ % allKinds.length]!;
    let isDone = false;
    const rebuilding = rebuild({
      db: test.database,
      log: this.log,
      projections: [projection],
      maxRecords: 3,
    }).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      for (const worker of this.workers) for (const from of [changes, incidents]) await worker.take(from, 3);
      await this.auditor.round();
      await sleep(5);
    }
    await rebuilding;
  }

  /** The workers before are left to what they were at, as if they had been cut off. */
  async start(): Promise<void> {
    this.workers = [];
    for (let n = 0; n < 2; n += 1) {
      const runner = new ProjectionRunner({
        db: test.database,
        log: this.log,
        projections: allKinds,
        group: 'test',
      });
      await runner.start();
      this.runners.push(runner);
      this.workers.push(new Taker(this.log));
    }
    const on = async ({ id }: { id: string }) => {
      if (id === 'e3') throw new TypeError('nothing can be done');
    };
    const reaction = new ReactionRunner({
      db: test.database,
      log: this.log,
      reactions: [{ name: 'react', from: [changes], on }],
      attempts: 1,
    });
    await reaction.start();
    this.runners.push(reaction);
    this.reactor = new Taker(this.log);
  }

  async finish(): Promise<void> {
    for (const worker of this.workers)
      for (const from of [changes, incidents]) while (await worker.take(from, 5)) {}
    while (await this.reactor?.take(changes, 5)) {}
    for (const runner of this.runners) await runner.stop();
    await this.auditor.stop();
    this.auditor = auditorOf(test, this.log);
    await this.auditor.round();
    await this.auditor.stop();
  }

  private put(to: string, what: string, n: number): void {
    const id = `e${n}`;
    if (what === 'unreadable') this.log.putUnreadable(to, 'no event');
    else if (what === 'removed') this.log.put(to, removed('checkout', time, `r${n}`));
    else if (what === 'anomaly') this.log.put(to, anomaly('checkout', time, `a${n}`));
    else if (what === 'deployed') this.log.put(to, deployed(n % 2 ? 'checkout' : 'cart', 'v1', time, id));
    else this.log.put(to, deployed('search', what, time, `${what}-${n}`));
  }

  private newAuditor(): HoleAuditor {
    return auditorOf(test, this.log as EventLog, { sweepEveryMs: 0, workMs: 15, batchRecords: 3 });
  }
}

it('finds nothing in a sound system, whatever is cut, resent, parked, fenced, rebuilt or restarted', {
  timeout: 240_000,
}, async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 50, maxLength: 70 }), async (acts) => {
      await startAuditAnew(test.database);
      await addTables(test.database);
      const system = new System();
      await system.start();
      for (const one of acts) await system.do(one);
      await system.finish();
      expect(await openFindings(test.database)).toEqual([]);
      const behind = await test.database.query(
        `SELECT projection, build, topic, next_offset, l.good_offset FROM projection.checkpoint c
         LEFT JOIN projection.audit_ledger l USING (projection, build, topic, partition)
         WHERE c.next_offset IS DISTINCT FROM l.good_offset`,
      );
      expect(behind, 'everybody was compared').toEqual([]);
      const [{ sum } = { sum: 0 }] = await test.database.query<{ sum: number }>(
        'SELECT coalesce(sum(own_records), 0) AS sum FROM projection.audit_ledger',
      );
      compared += Number(sum);
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(1_000);
});
