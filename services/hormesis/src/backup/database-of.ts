import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Database, startEmbeddedPostgres } from '@hormesis/database';
import { findRunningInstance } from '@hormesis/platform/local';
import { CliError } from '../cli/cli-error.js';

export type LogKind = 'kafka' | 'postgres';
export type DatabaseOptions = { data: string; kafka?: boolean };

/** A database for the time of one command. */
export type OpenedDatabase = { database: Database; close(): Promise<void> };

/** Where an instance with this kind of log keeps its database. */
export function databaseFolder(data: string, log: LogKind): string {
  return join(resolve(data), log === 'kafka' ? 'kafka' : 'embedded', 'postgres');
}

/**
 * The database that holds the data: that of DATABASE_URL, else of the instance that runs on the data folder, else the one
 * in the folder, which is started for the purpose.
 */
export async function openSource({ data, kafka }: DatabaseOptions): Promise<OpenedDatabase> {
  const url = process.env.DATABASE_URL || findRunningInstance(data)?.environment.DATABASE_URL;
  if (url) return connect(url);
  const kinds = (['postgres', 'kafka'] as const).filter((log) => existsSync(databaseFolder(data, log)));
  const [kind] = kafka === undefined ? kinds : kinds.filter((log) => (log === 'kafka') === kafka);
  if (kind === undefined) {
    throw new CliError(
      'not-found',
      `There is no database in ${resolve(data)}.`,
      'Name the data folder of the instance (--data <dir>), or set DATABASE_URL.',
    );
  }
  if (kafka === undefined && kinds.length > 1) {
    throw new CliError(
      'usage',
      `${resolve(data)} holds two databases: one for the log in Postgres, one for the log in Kafka.`,
      'Say which: --kafka, or --no-kafka.',
    );
  }
  return startIn(databaseFolder(data, kind));
}

/** The database to fill: that of DATABASE_URL, else a new one in the data folder. */
export function openTarget(data: string, log: LogKind): Promise<OpenedDatabase> {
  return process.env.DATABASE_URL ? connect(process.env.DATABASE_URL) : startIn(databaseFolder(data, log));
}

async function startIn(directory: string): Promise<OpenedDatabase> {
  const postgres = await startEmbeddedPostgres({ directory });
  const { database } = await connect(postgres.url).catch(async (error) => {
    await postgres.stop();
    throw error;
  });
  return {
    database,
    close: async () => {
      await database.close();
      await postgres.stop();
    },
  };
}

async function connect(url: string): Promise<OpenedDatabase> {
  const database = new Database(url, { maxConnections: 2, applicationName: 'hormesis-backup' });
  try {
    await database.check();
  } catch (error) {
    await database.close();
    throw new CliError('unavailable', error instanceof Error ? error.message : String(error));
  }
  return { database, close: () => database.close() };
}
