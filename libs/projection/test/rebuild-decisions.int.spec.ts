import { randomBytes } from 'node:crypto';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  abortRebuild,
  acceptRebuild,
  discardLetter,
  loadBuilds,
  migrateProjections,
  Rebuilder,
  rebuild,
  requestRebuild,
  requestUndo,
  staleProjections,
} from '../src/index.js';
import { addTables, storedKinds } from './kinds.js';
import { diary, latest } from './latest-and-diary.js';
import { deployed, ledger, startAnew } from './ledger.js';
import { at, live, put, scripted } from './rebuild-story.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
  await migrateProjections(test.database);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await startAnew(test.database);
  await addTables(test.database);
});

const some = () => scripted([deployed('cart', 'v1', at(1), 'a'), deployed('search', 'v7', at(2), 'b')]);
const states = async (name: string) => (await loadBuilds(test.database, name)).map(({ state }) => state);
const query = <Row>(sql: string) => test.database.query<Row>(sql);

describe('a build that differs from the live one', () => {
  async function differing() {
    const log = some();
    await live(test.database, log);
    await query(`UPDATE test.diary__1 SET topic = 'somewhere' WHERE event_id = 'a'`);
    await query(`DELETE FROM test.diary__1 WHERE event_id = 'b'`);
    return { db: test.database, log, projections: [diary] };
  }

  it('is not shown, and says what differs', async () => {
    const [built] = await rebuild(await differing());
    expect(built).toMatchObject({
      state: 'differs',
      report: {
        verification: {
          good: false,
          rows: {
            ...{ live: 1, built: 2, onlyLive: 0, onlyBuilt: 1, changed: 1 },
            examples: expect.arrayContaining([
              { kind: 'only-built', key: { eventId: 'b' } },
              { kind: 'changed', key: { eventId: 'a' } },
            ]),
          },
          findings: [expect.stringContaining('1 only in the new one, 1 with other values')],
        },
      },
    });
    expect(await query('SELECT event_id, topic FROM test.diary')).toEqual([
      { event_id: 'a', topic: 'somewhere' },
    ]);
    await expect(requestRebuild(test.database, { projection: 'diary' })).rejects.toThrow(
      /waits for a decision/,
    );
  });

  it('is shown once somebody accepts it, with what has come meanwhile', async () => {
    const source = await differing();
    await rebuild(source);
    put(source.log, [deployed('cart', 'v2', at(3), 'c')]);
    await live(test.database, source.log);
    await acceptRebuild(test.database, { projection: 'diary', by: 'ana' });
    const rebuilder = new Rebuilder({ ...source, pollMs: 50 });
    await rebuilder.start();
    await expect.poll(() => states('diary')).toEqual(['kept', 'live']);
    await rebuilder.stop();
    expect(await query('SELECT event_id AS id FROM test.diary ORDER BY 1')).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ]);
  });

  it('goes when somebody aborts it', async () => {
    await rebuild(await differing());
    await abortRebuild(test.database, { projection: 'diary' });
    await query(`UPDATE projection.build SET keep_until = now() WHERE state = 'aborted'`);
    const rebuilder = new Rebuilder({ ...(await differing()), tidyMs: 50 });
    await rebuilder.start();
    await expect.poll(() => states('diary')).toEqual(['live']);
    await rebuilder.stop();
    expect(await query(`SELECT to_regclass('test.diary__2') AS gone`)).toEqual([{ gone: null }]);
    expect(await query('SELECT FROM projection.checkpoint WHERE build = 2')).toEqual([]);
    expect(await requestRebuild(test.database, { projection: 'diary' })).toMatchObject({ build: 3 });
  });
});

describe('undoing', () => {
  it('puts the build before back, which was kept up to date', async () => {
    const log = some();
    await live(test.database, log);
    const source = { db: test.database, log, projections: [diary] };
    await rebuild(source);
    put(log, [deployed('cart', 'v2', at(3), 'c')]);
    await live(test.database, log);
    await requestUndo(test.database, { projection: 'diary', by: 'ana' });
    const rebuilder = new Rebuilder({ ...source, pollMs: 50 });
    await rebuilder.start();
    await expect.poll(() => states('diary')).toEqual(['live', 'kept']);
    await rebuilder.stop();
    expect((await storedKinds(test.database)).diary).toHaveLength(3);
  });

  it('is not possible where no build is kept', async () => {
    await live(test.database, some());
    await expect(requestUndo(test.database, { projection: 'diary' })).rejects.toMatchObject({
      code: 'undo-impossible',
      hint: expect.stringContaining('for an hour'),
    });
  });

  it('ends after an hour, when the old build is dropped', async () => {
    const log = some();
    await live(test.database, log);
    const source = { db: test.database, log, projections: [diary] };
    await rebuild(source);
    const [kept] = await query<{ minutes: number }>(
      `SELECT extract(epoch FROM keep_until - now())::float / 60 AS minutes FROM projection.build WHERE state = 'kept'`,
    );
    expect(kept?.minutes).toBeGreaterThan(58);
    expect(kept?.minutes).toBeLessThanOrEqual(60);
    await query(`UPDATE projection.build SET keep_until = now() - interval '1 s' WHERE state = 'kept'`);
    const rebuilder = new Rebuilder({ ...source, tidyMs: 50 });
    await rebuilder.start();
    await expect.poll(() => states('diary'), { timeout: 20_000 }).toEqual(['live']);
    await rebuilder.stop();
    expect(await query(`SELECT to_regclass('test.diary__1') AS gone`)).toEqual([{ gone: null }]);
  });
});

describe('what cannot be asked', () => {
  it('is a projection that nobody knows; those there are are named', async () => {
    await live(test.database, some());
    await expect(requestRebuild(test.database, { projection: 'diray' })).rejects.toMatchObject({
      code: 'projection-unknown',
      hint: 'There are: diary, latest, ledger.',
    });
  });

  it('is a second rebuild while one is in work; it is told how far that is', async () => {
    await live(test.database, some());
    await requestRebuild(test.database, { projection: 'diary' });
    await expect(requestRebuild(test.database, { projection: 'diary' })).rejects.toThrow(
      'Build 2 of diary is already in work: waiting for a projector.',
    );
  });

  it('is a decision about a rebuild that is not there', async () => {
    await live(test.database, some());
    await expect(abortRebuild(test.database, { projection: 'diary' })).rejects.toMatchObject({
      code: 'rebuild-not-found',
    });
    await requestRebuild(test.database, { projection: 'diary' });
    await expect(acceptRebuild(test.database, { projection: 'diary' })).rejects.toThrow(/it is requested/);
  });
});

describe('events that cannot be taken in', () => {
  const poisoned = () =>
    scripted([
      deployed('cart', 'v1', at(1), 'a'),
      deployed('cart', 'poison', at(2), 'b'),
      deployed('search', 'v9', at(3), 'c'),
      deployed('cart', 'v3', at(4), 'd'),
      deployed('search', 'forbidden', at(5), 'e'),
    ]);
  const letters = (build: number) =>
    query(
      `SELECT projection, row_key, "offset", reason, state, decided_by FROM projection.dead_letter
       WHERE build = ${build} ORDER BY projection COLLATE "C", seq`,
    );

  it('are parked by the new build as they were by the live one', async () => {
    const log = poisoned();
    log.putUnreadable('hormesis.changes', '{"half": ');
    await live(test.database, log);
    const source = { db: test.database, log, projections: [ledger, latest, diary] };
    const built = await rebuild({ ...source, maxRecords: 2 });
    expect(built.map(({ state }) => state)).toEqual(['live', 'live', 'live']);
    expect((await letters(1)).length).toBeGreaterThan(8);
    expect(await letters(2)).toEqual(await letters(1));
  });

  it('stay discarded, and what waited behind them is taken in', async () => {
    const log = poisoned();
    await live(test.database, log);
    const found = await query<{ seq: number }>(
      `SELECT seq FROM projection.dead_letter WHERE reason IN ('failed', 'refused') ORDER BY seq`,
    );
    for (const { seq } of found) await discardLetter(test.database, seq, { by: 'ana', reason: 'never mind' });
    const waiting = async () => {
      await live(test.database, log);
      return (await query(`SELECT FROM projection.dead_letter WHERE state = 'parked'`)).length;
    };
    await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
    const before = await storedKinds(test.database);
    const built = await rebuild({ db: test.database, log, projections: [ledger, latest, diary] });
    expect(built.map(({ state }) => state)).toEqual(['live', 'live', 'live']);
    expect(await storedKinds(test.database)).toEqual(before);
    expect(await letters(2)).toEqual(await letters(1));
  });

  it('are found one by one where they do not fit into an index', async () => {
    const long = randomBytes(3_500).toString('base64').slice(0, 3_500);
    const log = scripted([
      deployed('cart', 'v1', at(1), 'a'),
      deployed(long, 'v1', at(2), 'b'),
      deployed('cart', 'v2', at(3), 'c'),
    ]);
    await live(test.database, log);
    const [built] = await rebuild({ db: test.database, log, projections: [latest] });
    expect(built).toMatchObject({ state: 'live', report: { indexedFromTheBeginning: true } });
    expect(await query('SELECT service, word FROM test.latest')).toEqual([{ service: 'cart', word: 'v2' }]);
    expect(await letters(2)).toMatchObject([{ offset: 1, reason: 'refused' }]);
  });
});

describe('another version of the code', () => {
  it('changes nothing by itself; it is said what is stale and what to do', async () => {
    await live(test.database, some());
    const newer = { ...diary, version: 2 };
    expect(await staleProjections(test.database, [ledger, latest, newer])).toEqual([
      { name: 'diary', live: 1, own: 2, remedy: expect.stringContaining('hormesis rebuild diary') },
    ]);
    await live(test.database, some(), [newer]);
    expect(await states('diary')).toEqual(['live']);
  });
});
