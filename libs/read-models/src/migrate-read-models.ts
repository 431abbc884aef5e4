import { type Database, migrate } from '@hormesis/database';

/** Makes the tables of the read models (schema `read`), or brings them up to date. */
export function migrateReadModels(db: Database): Promise<string[]> {
  return migrate(db, { schema: 'read', directory: new URL('../migrations/', import.meta.url) });
}
