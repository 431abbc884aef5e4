import { type Database, type Migrations, migrate } from '@hormesis/database';

/** Where the schema `read` comes from. */
export const readModelMigrations: Migrations = {
  schema: 'read',
  directory: new URL('../migrations/', import.meta.url),
};

/** Makes the tables of the read models (schema `read`), or brings them up to date. */
export function migrateReadModels(db: Database): Promise<string[]> {
  return migrate(db, readModelMigrations);
}
