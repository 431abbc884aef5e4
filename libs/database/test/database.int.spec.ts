import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database, StatementError } from '../src/index.js';

describe('Database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await startTestDatabase();
  });
  afterAll(() => test.drop());

  it('answers with values that JavaScript can use', async () => {
    const [row] = await test.database.query(
      `select 9007199254740993::bigint as big, 42::bigint as small, 12.50::numeric as price,
        '2026-11-22 23:21:04.73+01'::timestamptz as at, '{"a":[1]}'::jsonb as value, '2026-11-22'::date as day,
        array[1,2]::bigint[] as ids`,
    );
    expect(row).toEqual({
      big: '9007199254740993',
      small: 42,
      price: 12.5,
      at: '2026-11-22T22:21:04.730Z',
      value: { a: [1] },
      day: '2026-11-22',
      ids: [1, 2],
    });
  });

  it('says which statement failed, and why', async () => {
    const failure = test.database.query('select * from nowhere\n  where id = $1', [1]);
    await expect(failure).rejects.toThrow(
      'relation "nowhere" does not exist, in: select * from nowhere where id = $1',
    );
    await expect(failure).rejects.toMatchObject({ code: '42P01', isTransient: false });
  });

  it('keeps the values of a refused row out of its message', async () => {
    await test.database.query('create table person (name text primary key)');
    await test.database.query(`insert into person values ('Ana')`);
    const failure = test.database.query('insert into person values ($1)', ['Ana']);
    await expect(failure).rejects.toMatchObject({ code: '23505', constraint: 'person_pkey' });
    await expect(failure).rejects.not.toThrow(/Ana/);
  });

  it('keeps what a transaction did only if it ends well', async () => {
    await test.database.query('create table kept (n int)');
    const told: string[] = [];
    await test.database.transaction(async (tx) => {
      tx.afterCommit(() => told.push('kept'));
      await tx.query('insert into kept values (1)');
      await tx.kysely<{ kept: { n: number } }>().insertInto('kept').values({ n: 2 }).execute();
    });
    const failed = test.database.transaction(async (tx) => {
      tx.afterCommit(() => told.push('lost'));
      await tx.query('insert into kept values (3)');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await test.database.query('select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(told).toEqual(['kept']);
  });

  it('copies many rows into a table within a transaction', async () => {
    await test.database.query('create table copied (n int primary key)');
    const copy = (text: string) =>
      test.database.transaction((tx) => tx.copy('copy copied from stdin', Buffer.from(text)));
    await copy('1\n2\n');
    await expect(copy('3\n1\n')).rejects.toMatchObject({
      code: '23505',
      statement: 'copy copied from stdin',
    });
    await expect(copy('not a number\n')).rejects.toThrow(/invalid input syntax/);
    expect(await test.database.query('select n from copied order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('does not take a swallowed error for a success', async () => {
    const ended = test.database.transaction(async (tx) => {
      await tx.query('select broken').catch(() => undefined);
    });
    await expect(ended).rejects.toThrow(/rolled back/);
  });

  it('hears notifications, also after its connection was cut', async () => {
    const heard: string[] = [];
    const listening = await test.database.listen('news', (payload) => heard.push(payload));
    await test.database.notify('news', 'one');
    await expect.poll(() => heard).toEqual(['one']);
    await test.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'
        and datname = current_database()`,
    );
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['one', '']);
    await test.database.notify('news', 'two');
    await expect.poll(() => heard).toEqual(['one', '', 'two']);
    await listening.stop();
  });

  it('explains itself when nothing answers', async () => {
    const nowhere = new Database('postgres://ana:secret@127.0.0.1:1/ops');
    const failure = nowhere.check();
    await expect(failure).rejects.toThrow(
      /The database at 127\.0\.0\.1:1\/ops does not answer: .*ECONNREFUSED.*DATABASE_URL/,
    );
    await expect(failure).rejects.not.toThrow(/secret/);
    await expect(nowhere.query('select 1')).rejects.toBeInstanceOf(StatementError);
    await nowhere.close();
  });
});
