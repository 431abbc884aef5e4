import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database, migrate } from '../src/index.js';

describe('migrate', () => {
  let test: TestDatabase;
  let folder: string;
  const write = (name: string, sql: string): Promise<void> => writeFile(join(folder, name), sql);
  const run = (db = test.database): Promise<string[]> =>
    migrate(db, { schema: 'guardian', directory: pathToFileURL(folder) });

  const runInProcess = (): ChildProcess & { stdout: NodeJS.ReadableStream } =>
    spawn(
      process.execPath,
      [fileURLToPath(new URL('migrate-and-say.mjs', import.meta.url)), test.url, folder],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
  const exists = async (): Promise<boolean> =>
    (await test.database.query(`select from pg_namespace where nspname = 'guardian'`)).length > 0;

  beforeEach(async () => {
    test = await startTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'hormesis-migrations-'));
    await write('0001-policy.sql', 'create table policy (mode text);\ninsert into policy values ($$act$$);');
  });
  afterEach(async () => {
    await test.drop();
    await rm(folder, { recursive: true });
  });

  it('applies what is new, in order, in a schema of its own', async () => {
    expect(await run()).toEqual(['0001-policy.sql']);
    await write('0003-later.sql', 'alter table guardian.policy add reason text');
    expect(await run()).toEqual(['0003-later.sql']);
    expect(await run()).toEqual([]);
    expect(await test.database.query('select * from guardian.policy')).toEqual([
      { mode: 'act', reason: null },
    ]);
  });

  it('lets one process at a time migrate', async () => {
    const others = Array.from({ length: 6 }, () => new Database(test.url, { maxConnections: 1 }));
    const applied = await Promise.all(others.map((other) => run(other)));
    expect(applied.flat()).toEqual(['0001-policy.sql']);
    await Promise.all(others.map((other) => other.close()));
  });

  it('lets one process at a time migrate, also when several programs start at once', async () => {
    await write('0002-slow.sql', 'select pg_sleep(0.3); create table guardian.slow ()');
    const said = await Promise.all(Array.from({ length: 3 }, () => text(runInProcess().stdout)));
    expect(said.toSorted()).toEqual(['["0001-policy.sql","0002-slow.sql"]', '[]', '[]']);
    expect(await test.database.query('select number from guardian.migration order by number')).toEqual([
      { number: 1 },
      { number: 2 },
    ]);
  });

  it('leaves nothing of a process that is killed in the midst, and the next one begins anew', async () => {
    await write('0002-slow.sql', 'create table guardian.slow (); select pg_sleep(60)');
    const killed = runInProcess();
    await expect
      .poll(() => test.database.query(`select from pg_stat_activity where wait_event = 'PgSleep'`), {
        timeout: 30_000,
      })
      .toHaveLength(1);
    killed.kill('SIGKILL');
    await once(killed, 'close');
    // The server would notice at the end of the statement.
    await test.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'migrating'`,
    );
    expect(await exists()).toBe(false);
    await write('0002-slow.sql', 'create table guardian.slow ()');
    expect(await run()).toEqual(['0001-policy.sql', '0002-slow.sql']);
  });

  it('leaves a schema as it was when a later file fails', async () => {
    await run();
    await write('0002-good.sql', 'alter table guardian.policy add reason text');
    await write('0003-broken.sql', 'drop table guardian.nowhere');
    await expect(run()).rejects.toMatchObject({ code: 'failed' });
    expect(await test.database.query('select * from guardian.policy')).toEqual([{ mode: 'act' }]);
    await rm(join(folder, '0003-broken.sql'));
    expect(await run()).toEqual(['0002-good.sql']);
  });

  it('tells an older program that the database is newer, and what to do, and changes nothing', async () => {
    await write('0002-newer.sql', 'alter table guardian.policy add reason text');
    await run();
    await rm(join(folder, '0002-newer.sql'));
    await expect(run()).rejects.toThrow(
      'Schema guardian: 0002-newer.sql was applied to this database, but this version does not have it. ' +
        'The database was used by a newer version: start that one, or restore a backup.',
    );
    expect(await test.database.query('select * from guardian.policy')).toEqual([
      { mode: 'act', reason: null },
    ]);
  });

  it('applies all or nothing, and says where it failed', async () => {
    await write('0002-broken.sql', 'create table a (n int);\n\nselec 1;');
    await expect(run()).rejects.toThrow(
      'Schema guardian: 0002-broken.sql failed: syntax error at or near "selec", at line 3.',
    );
    expect(await exists()).toBe(false);
  });

  it.each([
    ['changed', 'an applied file that was changed', () => write('0001-policy.sql', 'create table other ()')],
    ['missing', 'an applied file that is gone', () => rm(join(folder, '0001-policy.sql'))],
    ['out-of-order', 'a new file before applied ones', () => write('0000-early.sql', 'select 1')],
    ['bad-name', 'a file without a number', () => write('policy.sql', 'select 1')],
    ['bad-name', 'two files of one number', () => write('0001-more.sql', 'select 1')],
  ] as const)('refuses (%s) %s', async (code, _, change) => {
    await run();
    await change();
    await expect(run()).rejects.toMatchObject({ code, message: expect.stringMatching(/\.$/) });
  });

  it('does not mind other line endings', async () => {
    await run();
    await write(
      '0001-policy.sql',
      'create table policy (mode text);\r\ninsert into policy values ($$act$$);',
    );
    expect(await run()).toEqual([]);
  });
});
