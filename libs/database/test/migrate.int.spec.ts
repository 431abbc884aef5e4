import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database, migrate } from '../src/index.js';

describe('migrate', () => {
  let test: TestDatabase;
  let folder: string;
  const write = (name: string, sql: string): Promise<void> => writeFile(join(folder, name), sql);
  const run = (db = test.database): Promise<string[]> =>
    migrate(db, { schema: 'guardian', directory: pathToFileURL(folder) });

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

  it('applies all or nothing, and says where it failed', async () => {
    await write('0002-broken.sql', 'create table a (n int);\n\nselec 1;');
    await expect(run()).rejects.toThrow(
      'Schema guardian: 0002-broken.sql failed: syntax error at or near "selec", at line 3.',
    );
    await expect(test.database.query('select * from guardian.policy')).rejects.toThrow(/does not exist/);
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
