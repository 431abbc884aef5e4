import type { Database } from '@hormesis/database';
import { serviceOf } from '@hormesis/events';
import { topics } from '@hormesis/log';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instant, migrateProjections, newer, projection, rebuild, stamp, text } from '../src/index.js';
import { addTables } from './kinds.js';
import { deployed, startAnew } from './ledger.js';
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
const query = <Row>(sql: string) => test.database.query<Row>(sql);
const some = () => scripted([deployed('cart', 'v1', at(1), 'a'), deployed('search', 'v7', at(90_000), 'b')]);

/** Version 1: which version of a service runs. Version 2 says its length too, and calls it otherwise. */
const running = (version: 1 | 2) =>
  projection({
    name: 'running',
    version,
    from: [topics.changes, topics.incidents],
    table: 'test.running',
    by: { service: text },
    rows: 'newest',
    key: (event) => ({ service: serviceOf(event) ?? '' }),
    columns: version === 1 ? { word: text, ...stamp } : { release: text, size: text, ...stamp },
    on: {
      'service.deployed': (row, event, position) => {
        const word = event.data.version ?? '?';
        const values = version === 1 ? { word } : { release: word, size: String(word.length) };
        return newer(row as never, event, position, values) as never;
      },
    },
  });

const stampColumns = 'event_time timestamptz NOT NULL, event_id text NOT NULL, event_position text NOT NULL';

describe('a rebuild for another version of the code', () => {
  beforeEach(() =>
    query(`CREATE TABLE test.running (service text PRIMARY KEY, word text NOT NULL, ${stampColumns})`),
  );
  const newShape = () =>
    query(`CREATE TABLE test.running__v2 (service text PRIMARY KEY, release text NOT NULL, size text NOT NULL,
      ${stampColumns});
      CREATE INDEX running__v2_release ON test.running__v2 (release);`);

  it('is made after the table that a migration has made for it; views on it are made again, with their grants', async () => {
    const log = some();
    await live(test.database, log, [running(1)]);
    await query(`CREATE ROLE grafana_${test.url.slice(-8)}; GRANT SELECT ON test.running TO PUBLIC;
      CREATE VIEW test.services AS SELECT service FROM test.running;
      CREATE VIEW test.first_service WITH (security_barrier) AS SELECT min(service) AS service FROM test.services;
      COMMENT ON VIEW test.first_service IS 'It''s the first.';
      GRANT SELECT ON test.first_service TO grafana_${test.url.slice(-8)} WITH GRANT OPTION;`);
    await newShape();
    const [built] = await rebuild({ db: test.database, log, projections: [running(2)] });
    expect(built).toMatchObject({
      state: 'live',
      version: 2,
      report: { verification: { good: true, rows: null } },
    });
    expect(await query('SELECT service, release, size FROM test.running ORDER BY 1')).toEqual([
      { service: 'cart', release: 'v1', size: '2' },
      { service: 'search', release: 'v7', size: '2' },
    ]);
    expect(await query('SELECT service FROM test.first_service')).toEqual([{ service: 'cart' }]);
    expect(
      await query(`SELECT has_table_privilege('grafana_${test.url.slice(-8)}', 'test.first_service', 'SELECT WITH GRANT OPTION') AS granted,
        obj_description('test.first_service'::regclass) AS comment, reloptions AS options,
        has_table_privilege('public', 'test.running', 'SELECT') AS public
        FROM pg_class WHERE oid = 'test.first_service'::regclass`),
    ).toEqual([
      { granted: true, comment: "It's the first.", options: ['security_barrier=true'], public: true },
    ]);
    expect(await query(`SELECT indexname FROM pg_indexes WHERE tablename = 'running__2' ORDER BY 1`)).toEqual(
      [{ indexname: 'running_pkey__2' }, { indexname: 'running_release__2' }],
    );
    await query(`DROP OWNED BY grafana_${test.url.slice(-8)}; DROP ROLE grafana_${test.url.slice(-8)}`);
  });

  it('fails at once and says what is missing, where no migration has made the table', async () => {
    const log = some();
    await live(test.database, log, [running(1)]);
    const [built] = await rebuild({ db: test.database, log, projections: [running(2)] });
    expect(built).toMatchObject({
      state: 'failed',
      report: { error: expect.stringMatching(/lacks \(release, size\).*make the table test\.running__v2/) },
    });
  });

  it('fails at once where a view needs what the new shape does not have, and leaves readers as they were', async () => {
    const log = some();
    await live(test.database, log, [running(1)]);
    await query('CREATE VIEW test.words AS SELECT word FROM test.running');
    await newShape();
    const [built] = await rebuild({ db: test.database, log, projections: [running(2)] });
    expect(built).toMatchObject({
      state: 'failed',
      report: { error: expect.stringContaining('test.words') },
    });
    expect(await query('SELECT word FROM test.words ORDER BY 1')).toEqual([{ word: 'v1' }, { word: 'v7' }]);
  });

  it('shows readers the old rows or the new ones, never none and never both', async () => {
    const events = Array.from({ length: 200 }, (_, n) => deployed(`service-${n}`, `v${n}`, at(n), `e${n}`));
    const log = scripted(events);
    await live(test.database, log, [running(1)]);
    await newShape();
    const reading = readUntilTold(test.database, 'SELECT to_jsonb(r) ? $1 AS old FROM test.running r', [
      'word',
    ]);
    await rebuild({ db: test.database, log, projections: [running(2)], maxRecords: 20 });
    const seen = await reading.stop();
    const kinds = seen.map((rows) => `${rows.length} ${[...new Set(rows.map(({ old }) => old))]}`);
    expect(new Set(kinds)).toEqual(new Set(['200 true', '200 false']));
    expect(kinds).toEqual([...kinds].sort().reverse());
  });
});

/** A projection whose rows lie in partitions by day. */
const daily = projection({
  name: 'daily',
  version: 1,
  from: [topics.changes, topics.incidents],
  table: 'test.daily',
  by: { service: text, start: instant },
  rows: 'newest',
  key: (event) => ({ service: serviceOf(event) ?? '', start: event.time }),
  columns: { word: text, ...stamp },
  on: {
    'service.deployed': (row, event, position) =>
      newer(row, event, position, { word: event.data.version ?? '?' }),
  },
});

describe('a partitioned table', () => {
  it('is rebuilt with its partitions, its key and its indexes, also where rows came twice', async () => {
    await query(`CREATE TABLE test.daily (service text, start timestamptz, word text NOT NULL CHECK (word <> 'never'), ${stampColumns},
        PRIMARY KEY (service, start)) PARTITION BY RANGE (start);
      CREATE TABLE test.daily__1_20260101 PARTITION OF test.daily FOR VALUES FROM ('2026-01-01Z') TO ('2026-01-02Z');
      CREATE INDEX daily_start ON test.daily (start);`);
    const log = some();
    await query(`CREATE TABLE test.daily__1_rest PARTITION OF test.daily DEFAULT`);
    put(log, [
      deployed('cart', 'v2', at(1), 'c'),
      deployed('cart', 'v3', at(2), 'd'),
      deployed('cart', 'v4', at(1), 'f'),
    ]);
    await live(test.database, log, [daily]);
    const [built] = await rebuild({ db: test.database, log, projections: [daily], maxRecords: 1 });
    expect(built).toMatchObject({
      state: 'live',
      report: { verification: { good: true, rows: { live: 3, built: 3 } } },
    });
    expect(
      await query(`SELECT tableoid::regclass::text AS part, service, word FROM test.daily__2 ORDER BY start`),
    ).toEqual([
      { part: 'test.daily__2_20260101', service: 'cart', word: 'v4' },
      { part: 'test.daily__2_20260101', service: 'cart', word: 'v3' },
      { part: 'test.daily__2_rest', service: 'search', word: 'v7' },
    ]);
    const shapeOf = (build: number) =>
      query(`SELECT contype, pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE conrelid = 'test.daily__${build}'::regclass ORDER BY 1, 2`);
    expect(await shapeOf(2)).toEqual(await shapeOf(1));
    expect(await query(`SELECT indexname FROM pg_indexes WHERE tablename = 'daily__2' ORDER BY 1`)).toEqual([
      { indexname: 'daily_pkey__2' },
      { indexname: 'daily_start__2' },
    ]);
    put(log, [deployed('mail', 'v1', at(5), 'e')]);
    await live(test.database, log, [daily]);
    expect(await query('SELECT FROM test.daily')).toHaveLength(4);
    expect(await query('SELECT FROM test.daily__1')).toHaveLength(4);
  });
});

/** Reads again and again; gives all that was read. */
function readUntilTold(db: Database, sql: string, params: readonly unknown[]) {
  const seen: Record<string, unknown>[][] = [];
  let goesOn = true;
  const reading = (async () => {
    while (goesOn) seen.push(await db.query(sql, params));
  })();
  return {
    stop: async () => {
      seen.push(await db.query(sql, params));
      goesOn = false;
      await reading;
      return seen;
    },
  };
}
