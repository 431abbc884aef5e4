import type { Database } from '@hormesis/database';
import type { Event } from '@hormesis/events';
import { type EventRecord, isReadable, topics } from '@hormesis/log';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateProjections, ProjectionRunner } from '../src/index.js';
import { tallyOf } from '../src/store/checksum.js';
import { FailingDatabase } from './failing-database.js';
import { addTables, allKinds, kindsOf, storedKinds } from './kinds.js';
import { anomaly, deployed, startAnew } from './ledger.js';

const { changes, incidents } = topics;
const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());

type Story = { made: readonly Made[]; resent: readonly number[]; sizes: readonly number[] };
type Made = { service: string; second: number; isAnomaly: boolean };

const story: fc.Arbitrary<Story> = fc.record({
  made: fc.array(
    fc.record({
      service: fc.constantFrom('checkout', 'search', 'cart'),
      second: fc.nat(9),
      isAnomaly: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  resent: fc.array(fc.nat(39), { maxLength: 8 }),
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
});

/** The story's events; every nth is sent again at the end, under the same identity. */
function tell({ made, resent }: Story): ScriptedLog {
  const log = new ScriptedLog([changes, incidents]);
  const events = made.map(({ service, second, isAnomaly }, n) =>
    isAnomaly ? anomaly(service, at(second), `e${n}`) : deployed(service, `v${n}`, at(second), `e${n}`),
  );
  const put = (event: Event) => log.put(event.name === 'anomaly.detected' ? incidents : changes, event);
  for (const event of events) put(event);
  for (const n of resent) if (events[n]) put(events[n]);
  return log;
}

async function recordsOf(log: ScriptedLog): Promise<EventRecord[]> {
  const read = [changes, incidents].map((topic) => log.read({ topic, partition: 0, offset: 0 }, 1_000));
  return (await Promise.all(read)).flatMap(({ records }) => records.filter(isReadable));
}

/** A process that takes the log in, until its end or its own; after its start it tries again when something fails. */
async function live(
  log: ScriptedLog,
  sizes: readonly number[],
  {
    db = test.database,
    failing,
    tries = 1,
  }: { db?: Database; failing?: FailingDatabase; tries?: number } = {},
): Promise<void> {
  const runner = new ProjectionRunner({
    db: failing?.asDatabase ?? db,
    log,
    projections: allKinds,
    group: 'test',
  });
  try {
    await runner.start();
    failing?.arm();
    const consumption = log.consumptions.at(-1)!;
    const drainOften = async (topic: string, left = tries): Promise<void> => {
      try {
        await drain(log, consumption, topic, sizes);
      } catch (error) {
        if (left === 1) throw error;
        await drainOften(topic, left - 1);
      }
    };
    await Promise.all([changes, incidents].map((topic) => drainOften(topic)));
  } finally {
    await runner.stop();
  }
}

async function prepare(): Promise<void> {
  await startAnew(test.database);
  await addTables(test.database);
}

/** What the projections say they have taken in, by partition, and what they must have. */
async function assertTallies(log: ScriptedLog): Promise<void> {
  const rows = await test.database.query<{ topic: string; records: number; checksum: string }>(
    `SELECT DISTINCT topic, records, checksum::text AS checksum FROM projection.checkpoint ORDER BY topic`,
  );
  const records = await recordsOf(log);
  const expected = [changes, incidents].map((topic) => {
    const { records: count, checksum } = tallyOf(records.filter(({ position }) => position.topic === topic));
    return { topic, records: count, checksum: checksum.toString() };
  });
  expect(rows).toEqual(expected);
}

describe('rows of every kind', () => {
  it('are the same however the log is cut, whatever is resent, in whatever order of time, with two workers', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        await prepare();
        const log = tell(told);
        await Promise.all([live(log, told.sizes), live(log, told.sizes.toReversed())]);
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
        await assertTallies(log);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    { when: 'before', recovers: false },
    { when: 'after', recovers: false },
    { when: 'before', recovers: true },
    { when: 'after', recovers: true },
  ] as const)('are the same when any one statement fails: %j', async ({ when, recovers }) => {
    const told: Story = {
      made: Array.from({ length: 24 }, (_, n) => ({
        service: ['checkout', 'search', 'cart'][n % 3] ?? '',
        second: (n * 7) % 5,
        isAnomaly: n % 4 === 0,
      })),
      resent: [1, 4, 9],
      sizes: [3, 5, 2],
    };
    const log = tell(told);
    const expected = kindsOf(await recordsOf(log));
    let failures = 0;
    for (let fatal = 1; ; fatal += 1) {
      await prepare();
      const failing = new FailingDatabase(test.database, fatal, when, recovers);
      if (recovers) await live(log, told.sizes, { failing, tries: 3 });
      else await live(log, told.sizes, { failing }).catch(() => undefined);
      if (failing.statements < fatal) break;
      failures += 1;
      if (!recovers) await live(log, told.sizes);
      expect(await storedKinds(test.database), `statement ${fatal} failed`).toEqual(expected);
      await assertTallies(log);
    }
    expect(failures).toBeGreaterThan(15);
  });
});
