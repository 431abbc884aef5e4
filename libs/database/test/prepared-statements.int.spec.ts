import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../src/index.js';

const statement = 'select * from thing where n >= $1';

describe('statements that come again', () => {
  let test: TestDatabase;
  let database: Database;

  beforeEach(async () => {
    test = await startTestDatabase();
    await test.database.query('create table thing (n int)');
    await test.database.query('insert into thing values (1)');
    database = new Database(test.url, { maxConnections: 1 });
  });
  afterEach(async () => {
    await database.close();
    await test.drop();
  });

  const ask = () => database.query(statement, [1]);
  const prepared = () =>
    database.query('select statement, generic_plans + custom_plans as uses from pg_prepared_statements');

  it('are planned once a connection', async () => {
    for (let n = 0; n < 4; n += 1) expect(await ask()).toEqual([{ n: 1 }]);
    expect(await prepared()).toEqual([{ statement, uses: 3 }]);
  });

  it('go on when a table has changed', async () => {
    for (let n = 0; n < 4; n += 1) await ask();
    await test.database.query(`alter table thing add column name text default 'one'`);
    expect(await ask()).toEqual([{ n: 1, name: 'one' }]);
  });

  it('fail once in a transaction when a table has changed, and go on in the next', async () => {
    const askWithin = () => database.transaction((tx) => tx.query(statement, [1]));
    for (let n = 0; n < 4; n += 1) await askWithin();
    await test.database.query(`alter table thing add column name text default 'one'`);
    await expect(askWithin()).rejects.toMatchObject({ isTransient: true });
    expect(await askWithin()).toEqual([{ n: 1, name: 'one' }]);
  });

  it('go on behind a pooler that forgets what was prepared', async () => {
    for (let n = 0; n < 4; n += 1) await ask();
    await database.query('deallocate all');
    expect(await ask()).toEqual([{ n: 1 }]);
  });
});
