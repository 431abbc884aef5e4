import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBuilds, migrateProjections, rebuild } from '../src/index.js';
import { carryOut } from '../src/rebuild/carry-out.js';
import { ReplayHere } from '../src/rebuild/index.js';
import { FailingDatabase } from './failing-database.js';
import { addTables, allKinds, kindsOf, storedKinds } from './kinds.js';
import { startAnew } from './ledger.js';
import { eventsOf, live, put, recordsOf, scripted, story } from './rebuild-story.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());

async function prepare(): Promise<void> {
  await startAnew(test.database);
  await addTables(test.database);
}

const allLive = allKinds.map(() => ({ state: 'live' }));

describe('a rebuild', () => {
  it('comes to the rows that live work came to, however the log is cut and whatever is resent', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        await prepare();
        const events = eventsOf(told);
        const log = scripted(events.slice(0, told.prefix));
        await live(test.database, log);
        const source = { db: test.database, log, projections: allKinds, maxRecords: told.size };
        const good = allKinds.map(() => ({ report: { verification: { good: true } } }));
        expect(await rebuild(source)).toMatchObject(allLive);
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
        put(log, events.slice(told.prefix));
        await live(test.database, log);
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
        const again = await rebuild(source);
        expect(again).toMatchObject(allLive);
        expect(again).toMatchObject(good);
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
      }),
      { numRuns: 15 },
    );
  });

  it('goes on where it was when its process died at one of its statements', {
    timeout: 180_000,
  }, async () => {
    const places = {
      fatal: fc.integer({ min: 1, max: 150 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    };
    let deaths = 0;
    await fc.assert(
      fc.asyncProperty(story, places.fatal, places.when, async (told, fatal, when) => {
        await prepare();
        const log = scripted(eventsOf(told));
        await live(test.database, log);
        const failing = new FailingDatabase(test.database, fatal, when);
        const source = { log, projections: allKinds, maxRecords: told.size };
        const dying = rebuild({ ...source, db: failing.asDatabase });
        await dying.catch(() => undefined);
        if (failing.statements >= fatal) deaths += 1;
        const inWork = (await loadBuilds(test.database)).filter(
          ({ state }) => state === 'requested' || state === 'building',
        );
        const here = { db: test.database, ...source };
        await carryOut(here, inWork, {
          replayer: new ReplayHere(here),
          signal: new AbortController().signal,
        });
        const states = (await loadBuilds(test.database)).map(({ state }) => state);
        expect(states.filter((state) => state === 'live')).toHaveLength(allKinds.length);
        expect(states).not.toContain('building');
        expect(states).not.toContain('failed');
        expect(await storedKinds(test.database)).toEqual(kindsOf(await recordsOf(log)));
      }),
      { numRuns: 25 },
    );
    expect(deaths).toBeGreaterThan(4);
  });
});
