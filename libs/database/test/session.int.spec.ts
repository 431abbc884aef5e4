import { setTimeout as pause } from 'node:timers/promises';
import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../src/index.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
});
afterAll(() => test.drop());

describe('the connection that listens', () => {
  it('is one, also when it was cut off and somebody wants to listen before it is back', async () => {
    const listener = new Database(test.url, { applicationName: 'one-session' });
    const ofListener = `from pg_stat_activity where application_name = 'one-session'`;
    const first = await listener.listen('one', () => undefined);
    await test.database.query(`select pg_terminate_backend(pid) ${ofListener}`);
    await expect.poll(() => listener.sessionLock).toBeUndefined();
    const second = await listener.listen('two', () => undefined);
    await pause(600);
    expect(await test.database.query(`select count(*) as n ${ofListener}`)).toEqual([{ n: 1 }]);
    await first.stop();
    await second.stop();
    await listener.close();
  });
});
