import pg from 'pg';
import type { Database } from '../connection/database.js';
import { StatementError } from '../connection/statement-error.js';
import type { Transaction } from '../connection/transaction.js';
import { MigrationError } from './migration-error.js';
import { type MigrationFile, readMigrationFiles } from './migration-file.js';

export type Migrations = {
  /** The Postgres schema that the files own; it is created if missing, and first in the search path. */
  schema: string;
  /** The folder of the numbered files. */
  directory: URL;
};

/**
 * Brings a schema up to date: applies the files not applied yet, in order, in one transaction, while no other process
 * does. Returns the names of those it applied.
 * @throws {MigrationError} when an applied file has changed or is gone, or a new one fails.
 */
export async function migrate(db: Database, { schema, directory }: Migrations): Promise<string[]> {
  const files = await readMigrationFiles(directory);
  return db.transaction((tx) => migrateWithin(tx, schema, files));
}

/** Applies those of the files that are new, in a transaction of somebody else. */
export async function migrateWithin(
  tx: Transaction,
  schema: string,
  files: readonly MigrationFile[],
): Promise<string[]> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`hormesis.migrate.${schema}`]);
  const table = await prepare(tx, schema);
  const applied = await tx.query<Applied>(`select number, name, checksum from ${table} order by number`);
  const pending = pendingOf(schema, files, applied);
  for (const file of pending) await apply(tx, schema, table, file);
  return pending.map((file) => file.name);
}

/** A migration that has been applied. */
export type Applied = Pick<MigrationFile, 'number' | 'name' | 'checksum'>;

async function prepare(tx: Transaction, schema: string): Promise<string> {
  const quoted = pg.escapeIdentifier(schema);
  const [present] = await tx.query('select from pg_namespace where nspname = $1', [schema]);
  if (!present) await tx.query(`create schema ${quoted}`);
  await tx.query(`set local search_path = ${quoted}, public`);
  const [made] = await tx.query(`select from pg_tables where schemaname = $1 and tablename = 'migration'`, [
    schema,
  ]);
  if (!made) {
    await tx.query(`create table ${quoted}.migration (
      number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`);
  }
  return `${quoted}.migration`;
}

/** The files that have not been applied. @throws {MigrationError} when they are not those that were applied. */
export function pendingOf(
  schema: string,
  files: readonly MigrationFile[],
  applied: readonly Applied[],
): MigrationFile[] {
  for (const { number, name, checksum } of applied) {
    const file = files.find((candidate) => candidate.number === number);
    if (!file) {
      throw new MigrationError(
        'missing',
        `Schema ${schema}: ${name} was applied to this database, but this version does not have it. ` +
          'The database was used by a newer version: start that one, or restore a backup.',
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(
        'changed',
        `Schema ${schema}: ${name} was changed after it had been applied. Undo the change, and write a new migration.`,
      );
    }
  }
  const last = applied.at(-1)?.number ?? -1;
  const pending = files.filter((file) => !applied.some(({ number }) => number === file.number));
  const late = pending.find((file) => file.number < last);
  if (!late) return pending;
  throw new MigrationError(
    'out-of-order',
    `Schema ${schema}: ${late.name} is new, but later ones have been applied. Give it the next number.`,
  );
}

async function apply(tx: Transaction, schema: string, table: string, file: MigrationFile): Promise<void> {
  try {
    await tx.query(file.sql);
  } catch (error) {
    const cause = error instanceof StatementError ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError(
      'failed',
      `Schema ${schema}: ${file.name} failed: ${reason}${lineOf(cause, file.sql)}.`,
      cause,
    );
  }
  await tx.query(`insert into ${table} (number, name, checksum) values ($1, $2, $3)`, [
    file.number,
    file.name,
    file.checksum,
  ]);
}

function lineOf(cause: unknown, sql: string): string {
  const position = cause instanceof pg.DatabaseError ? Number(cause.position ?? Number.NaN) : Number.NaN;
  return Number.isNaN(position) ? '' : `, at line ${sql.slice(0, position).split('\n').length}`;
}
