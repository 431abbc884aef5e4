import { type Database, type Migrations, migrate } from '@hormesis/database';

/** Where the schema `log` comes from. */
export const logMigrations: Migrations = {
  schema: 'log',
  directory: new URL('../migrations/', import.meta.url),
};

/** Brings the schema `log` up to date. */
export async function migrateLog(db: Database): Promise<void> {
  await migrate(db, logMigrations);
}
