import { type Database, migrate } from '@hormesis/database';

const directory = new URL('../migrations/', import.meta.url);

/** Brings the schema `log` up to date. */
export async function migrateLog(db: Database): Promise<void> {
  await migrate(db, { schema: 'log', directory });
}
