import { startTestDatabase, type TestDatabase } from '@hormesis/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rememberLog } from '../src/remember-log.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await startTestDatabase();
});
afterAll(() => test.drop());

it('refuses a database that was used with the other kind of log, and says what to do', async () => {
  await rememberLog(test.database, 'postgres');
  await expect(rememberLog(test.database, 'postgres')).resolves.toBeUndefined();
  await expect(rememberLog(test.database, 'kafka')).rejects.toThrow(
    /was used with the postgres log and cannot be used with the kafka log\. Unset KAFKA_BROKERS, or use an empty database/,
  );
});
