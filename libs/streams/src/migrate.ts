import { type Database, type Migrations, migrate } from '@hormesis/database';

/** Where the schema `streams` comes from. */
export const streamsMigrations: Migrations = {
  schema: 'streams',
  directory: new URL('../migrations/', import.meta.url),
};

/** Creates or updates the tables of the streams and the outbox (Postgres schema `streams`). */
export function migrateStreams(db: Database): Promise<string[]> {
  return migrate(db, streamsMigrations);
}
