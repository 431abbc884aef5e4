import type { Event } from '@hormesis/events';
import { type EventRecord, isReadable, topics } from '@hormesis/log';
import { drain, ScriptedLog, startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadBuilds, migrateProjections, ProjectionRunner, rebuild } from '../src/index.js';
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
beforeEach(prepare);

async function prepare(): Promise<void> {
  await startAnew(test.database);
  await addTables(test.database);
}

type Made = { service: string; second: number; isAnomaly: boolean };
type Story = { made: readonly Made[]; resent: readonly number[]; size: number; prefix: number };

const story: fc.Arbitrary<Story> = fc.record({
  made: fc.array(
    fc.record({
      service: fc.constantFrom('checkout', 'search', 'cart'),
      second: fc.nat(9),
      isAnomaly: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  resent: fc.array(fc.nat(39), { maxLength: 20 }),
  size: fc.integer({ min: 1, max: 9 }),
  prefix: fc.nat(60),
});

/** The story's events; some are sent again at the end, under the same identity. */
function eventsOf({ made, resent }: Story): Event[] {
  const events = made.map(({ service, second, isAnomaly }, n) =>
    isAnomaly ? anomaly(service, at(second), `e${n}`) : deployed(service, `v${n}`, at(second), `e${n}`),
  );
  return [...events, ...resent.flatMap((n) => events[n] ?? [])];
}

function put(log: ScriptedLog, events: readonly Event[]): void {
  for (const event of events) log.put(event.name === 'anomaly.detected' ? incidents : changes, event);
}

async function recordsOf(log: ScriptedLog): Promise<EventRecord[]> {
  const read = [changes, incidents].map((topic) => log.read({ topic, partition: 0, offset: 0 }, 1_000));
  return (await Promise.all(read)).flatMap(({ records }) => records.filter(isReadable));
}

/** A process that takes the log in, to its end. */
async function live(log: ScriptedLog): Promise<void> {
  const runner = new ProjectionRunner({ db: test.database, log, projections: allKinds, group: 'test' });
  await runner.start();
  const consumption = log.consumptions.at(-1)!;
  await Promise.all([changes, incidents].map((topic) => drain(log, consumption, topic, [7])));
  await runner.stop();
}

describe('a rebuild', () => {
  it('comes to the rows that live work came to, however the log is cut and whatever is resent', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        await prepare();
        const log = new ScriptedLog([changes, incidents]);
        const events = eventsOf(told);
        put(log, events.slice(0, told.prefix));
        await live(log);
        const source = { db: test.database, log, projections: allKinds, maxRecords: told.size };
        const first = await rebuild(source);
        expect(first).toMatchObject(
          allKinds.map(() => ({ state: 'live', report: { verification: { good: true } } })),
        );
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
        put(log, events.slice(told.prefix));
        await live(log);
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
        expect(await rebuild(source)).toMatchObject(allKinds.map(() => ({ state: 'live' })));
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
      }),
      { numRuns: 10 },
    );
    expect((await loadBuilds(test.database, 'diary')).map(({ state }) => state)).toEqual([
      'kept',
      'kept',
      'live',
    ]);
  });
});
