import { type Database, type Migrations, migrate } from '@hormesis/database';
import { ConfigError } from './platform-config.js';

/** Where the schema `platform` comes from. */
export const platformMigrations: Migrations = {
  schema: 'platform',
  directory: new URL('../migrations/', import.meta.url),
};

/**
 * Notes in the database which kind of log it is used with. Positions on one log mean nothing on another, so a database
 * that was used with the other kind is refused before anything reads or writes.
 */
export async function rememberLog(database: Database, kind: 'kafka' | 'postgres'): Promise<void> {
  await migrate(database, platformMigrations);
  await database.query('INSERT INTO platform.log_kind (kind) VALUES ($1) ON CONFLICT DO NOTHING', [kind]);
  const [row] = await database.query<{ kind: string }>('SELECT kind FROM platform.log_kind');
  if (row && row.kind !== kind) {
    const other = row.kind === 'kafka' ? 'Set KAFKA_BROKERS again' : 'Unset KAFKA_BROKERS';
    throw new ConfigError(
      `This database (${database.where}) was used with the ${row.kind} log and cannot be used with the ${kind} log. ${other}, or use an empty database.`,
    );
  }
}
