import { type Database, migrate } from '@hormesis/database';

/** Creates or updates the tables of the streams and the outbox (Postgres schema `streams`). */
export function migrateStreams(db: Database): Promise<string[]> {
  return migrate(db, { schema: 'streams', directory: new URL('../migrations/', import.meta.url) });
}
