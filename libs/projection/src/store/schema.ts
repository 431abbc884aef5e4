import { type Database, migrate } from '@hormesis/database';

/** Makes the tables of the runtime (schema `projection`), or brings them up to date. */
export function migrateProjections(db: Database): Promise<string[]> {
  return migrate(db, { schema: 'projection', directory: new URL('../../migrations/', import.meta.url) });
}
