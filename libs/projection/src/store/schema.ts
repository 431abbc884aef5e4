import { type Database, type Migrations, migrate } from '@hormesis/database';

/** Where the schema `projection` comes from. */
export const projectionMigrations: Migrations = {
  schema: 'projection',
  directory: new URL('../../migrations/', import.meta.url),
};

/** Makes the tables of the runtime (schema `projection`), or brings them up to date. */
export function migrateProjections(db: Database): Promise<string[]> {
  return migrate(db, projectionMigrations);
}
