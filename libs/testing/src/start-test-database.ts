import { randomBytes } from 'node:crypto';
import { Database, type DatabaseOptions } from '@hormesis/database';

/** The variable through which the global setup tells the specs where their Postgres is. */
export const testPostgresUrl = 'HORMESIS_TEST_POSTGRES_URL';

export type TestDatabase = {
  database: Database;
  /** For a second connection, or a child process. */
  url: string;
  /** Closes the connection and removes the database, whoever is still connected. */
  drop(): Promise<void>;
};

/** A new, empty database on the run's Postgres. One for each spec file keeps them apart. */
export async function startTestDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  const server = process.env[testPostgresUrl];
  if (!server)
    throw new Error(
      'There is no test Postgres: name the file *.int.spec.ts, so that it runs in project int.',
    );
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database ${name} template template0`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const database = new Database(url, { applicationName: 'hormesis-test', ...options });
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const admin = new Database(server, { maxConnections: 1, applicationName: 'hormesis-test-admin' });
  try {
    await admin.query(statement);
  } finally {
    await admin.close();
  }
}
