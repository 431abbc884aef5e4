import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BackupOptions,
  checkBackup,
  type Database,
  type Kept,
  type Migrations,
  migrate,
  restoreBackup,
  writeBackup,
} from '../src/index.js';

const first = `
  create table value (id bigint generated always as identity primary key, t text, b bytea, j jsonb, a text[],
    at timestamptz, n numeric, twice int generated always as (2) stored);
  create table nothing (id int primary key);
  create table day (on_day date, n int) partition by range (on_day);
  create table day_1 partition of day for values from ('2026-01-01') to ('2026-02-01');
  create unlogged table scratch (n int);
  create table seeded (word text);
  insert into seeded values ('from the migration');`;

const rows = `
  insert into shop.value (t, b, j, a, at, n) values
    ('plain', '\\x00ff0a5c2e', '{"a": [1, "ü"]}', array['x', null, '{},"\\'], '2026-01-05 10:00:00.123456+02', 1.50),
    (E'\\\\.', null, null, '{}', 'infinity', 'NaN'),
    (E'tab\\there\\nnew line\\r\\\\N \\b', '', '"\\\\."', null, null, null),
    ('', null, null, null, '4000-01-01 BC', 12345678901234567890.123456789);
  delete from shop.value where t = '';
  insert into shop.day values ('2026-01-05', 1), ('2026-01-06', 2);
  insert into shop.scratch values (1);
  update shop.seeded set word = 'changed since';`;

const everything = `
  select (select json_agg(v order by id) from shop.value v)::text || (select json_agg(d order by n) from shop.day d)::text ||
         (select json_agg(s) from shop.seeded s)::text || (select count(*) from shop.nothing)::text as all`;

describe('a backup', () => {
  let folder: string;
  let shop: Migrations;
  let source: TestDatabase;
  let target: TestDatabase;
  let file: Buffer;

  const of = async (db: Database, options: Partial<BackupOptions> = {}): Promise<Buffer> => {
    const into = new PassThrough({ highWaterMark: 1 });
    const read = into.toArray();
    read.catch(() => undefined);
    await writeBackup(db, into, { schemas: [shop], ...options });
    return Buffer.concat(await read);
  };
  const restore = (bytes: Buffer) =>
    restoreBackup(target.database, Readable.from([bytes]), { schemas: [shop] });
  const check = (bytes: Buffer, schemas = [shop]) => checkBackup(Readable.from([bytes]), schemas);
  const all = async (db: Database) => (await db.query<{ all: string }>(everything))[0]?.all;
  const isEmpty = async () =>
    (await target.database.query(`select from pg_namespace where nspname = 'shop'`)).length === 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hormesis-backup-'));
    await writeFile(join(folder, '0001-shop.sql'), first);
    shop = { schema: 'shop', directory: pathToFileURL(folder) };
    source = await startTestDatabase();
    await migrate(source.database, shop);
    await source.database.query(rows);
    file = await of(source.database, { about: { program: '1.2.3' } });
  });
  afterAll(async () => {
    await source.drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    target = await startTestDatabase();
  });
  afterEach(() => target.drop());

  it('brings back every value, and goes on counting where it was', async () => {
    const summary = await restore(file);
    expect(summary).toMatchObject({ tables: 4, rows: 6, header: { about: { program: '1.2.3' } } });
    expect(await all(target.database)).toBe(await all(source.database));
    const [added] = await target.database.query(`insert into shop.value (t) values ('next') returning id`);
    expect(added).toEqual({ id: 5 });
    expect(await migrate(target.database, shop)).toEqual([]);
  });

  it('is of one moment, while others write', async () => {
    await migrate(target.database, shop);
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n++) {
        await target.database.transaction(async (tx) => {
          await tx.query(`insert into shop.day values ('2026-01-07', $1)`, [n]);
          await tx.query('insert into shop.nothing values ($1)', [n]);
        });
      }
    })();
    const bytes = await of(target.database);
    writing = false;
    await writer;
    const other = await startTestDatabase();
    await restoreBackup(other.database, Readable.from([bytes]), { schemas: [shop] });
    expect(
      await other.database.query(
        'select (select count(*) from shop.day) = (select count(*) from shop.nothing) as same',
      ),
    ).toEqual([{ same: true }]);
    await other.drop();
  });

  it('leaves out what is not to be kept', async () => {
    const kept: Record<string, Kept> = { 'shop.value': 'none', 'shop.day': { where: 'day.n = 2' } };
    await restore(await of(source.database, { keep: ({ name }) => kept[name] ?? 'all' }));
    expect(await target.database.query('select n from shop.day')).toEqual([{ n: 2 }]);
    expect(await target.database.query('select from shop.value')).toEqual([]);
  });

  it('of an older version is restored as that version was, and brought up to date by the next start', async () => {
    const later = join(folder, '0002-later.sql');
    await writeFile(later, 'alter table shop.day add column note text; update shop.day set note = n::text');
    try {
      await restore(file);
      expect(await migrate(target.database, shop)).toEqual(['0002-later.sql']);
      expect(await target.database.query('select note from shop.day order by n')).toEqual([
        { note: '1' },
        { note: '2' },
      ]);
      await expect(of(source.database)).rejects.toMatchObject({
        code: 'outdated',
        message: expect.stringContaining('0002-later.sql has not been applied'),
      });
    } finally {
      await rm(later);
    }
  });

  it('is refused by an older program', async () => {
    await expect(
      restoreBackup(target.database, Readable.from([file]), { schemas: [] }),
    ).rejects.toMatchObject({ code: 'not-fitting', message: expect.stringContaining('0001-shop.sql') });
    await expect(check(file, [])).rejects.toMatchObject({
      code: 'not-fitting',
      message: expect.stringContaining('0001-shop.sql'),
    });
    await expect(of(source.database, { schemas: [] })).rejects.toMatchObject({ code: 'outdated' });
    const newer = gzipSync(gunzipSync(file).toString().replace('"version":1', '"version":2'));
    await expect(check(newer)).rejects.toMatchObject({ code: 'newer-format' });
  });

  it('is not made of nothing', async () => {
    await expect(of(target.database)).rejects.toMatchObject({ code: 'nothing-there' });
  });

  it('is not restored over other data', async () => {
    await restore(file);
    const before = await all(target.database);
    await expect(restore(file)).rejects.toMatchObject({
      code: 'not-empty',
      message: expect.stringMatching(/holds data already \(schema shop\)\. Restore into an empty one\.$/),
    });
    expect(await all(target.database)).toBe(before);
  });

  it('that was cut off anywhere is found damaged, and leaves nothing', async () => {
    for (let length = 0; length < file.length; length += Math.ceil(file.length / 60)) {
      await expect(check(file.subarray(0, length))).rejects.toMatchObject({ code: 'damaged' });
    }
    await expect(restore(file.subarray(0, -12))).rejects.toMatchObject({ code: 'damaged' });
    expect(await isEmpty()).toBe(true);
  });

  it('that was changed anywhere is found damaged, and leaves nothing', async () => {
    for (let at = 10; at < file.length - 8; at += Math.ceil(file.length / 60)) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 0x20;
      await expect(check(changed)).rejects.toMatchObject({ code: 'damaged' });
    }
    const text = gunzipSync(file).toString();
    const repacked = gzipSync(text.replace('plain', 'plane'));
    await expect(check(repacked)).rejects.toMatchObject({ code: 'damaged' });
    await expect(restore(repacked)).rejects.toMatchObject({ code: 'damaged' });
    expect(await isEmpty()).toBe(true);
  });

  it('is told from another file', async () => {
    for (const other of [Buffer.from('PGDMP'), gzipSync('hello\n'), gzipSync('{}\n')]) {
      await expect(check(other)).rejects.toMatchObject({ code: expect.stringMatching(/no-backup|damaged/) });
    }
    await expect(check(gzipSync('{}\n'))).rejects.toMatchObject({ code: 'no-backup' });
  });

  it('says what the disk says when it cannot be written, and the database stays usable', async () => {
    const full = new Writable({
      write: (_chunk, _encoding, done) => done(new Error('no space left on device')),
    });
    await source.database.query(
      `insert into shop.day select '2026-01-09', n from generate_series(100, 200000) n`,
    );
    await expect(writeBackup(source.database, full, { schemas: [shop] })).rejects.toThrow(
      'no space left on device',
    );
    await source.database.query(`delete from shop.day where on_day = '2026-01-09'`);
  });

  it('waits for what it writes to, however many rows there are', async () => {
    await migrate(target.database, shop);
    await target.database.query(
      `insert into shop.value (t) select repeat(md5(n::text), 30) from generate_series(1, 60000) n`,
    );
    let bytes = 0;
    let most = 0;
    const slow: Writable = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        bytes += chunk.length;
        most = Math.max(most, slow.writableLength);
        setImmediate(done);
      },
    });
    const summary = await writeBackup(target.database, slow, { schemas: [shop] });
    expect(summary.bytes).toBeGreaterThan(55_000_000);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(most, 'bytes that waited').toBeLessThan(500_000);
  });
});
