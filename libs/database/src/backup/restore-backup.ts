import type { Readable } from 'node:stream';
import type { Database } from '../connection/database.js';
import type { Transaction } from '../connection/transaction.js';
import { type Migrations, migrateWithin } from '../migrate/migrate.js';
import { BackupError } from './backup-error.js';
import { columnList, quoted, schemasWithMigrations } from './contents.js';
import { fittingMigrations } from './fitting-migrations.js';
import type { BackupHeader, BackupSummary } from './format.js';
import { readBackup, type TakeTable } from './read-backup.js';

export type RestoreOptions = {
  /** Every schema of the program. */
  schemas: readonly Migrations[];
  /** Hears of each table before it is filled. */
  onTable?: (table: string) => void;
};

/**
 * Fills an empty database: applies the migrations that the backup was made with, and no later ones, and puts the rows
 * in. All or nothing. Check the file first ({@link checkBackup}), so that a damaged one is told as such.
 * @throws {BackupError} when the file is no whole backup, this program lacks migrations, or there is data already.
 */
export function restoreBackup(
  db: Database,
  file: Readable,
  { schemas, onTable = () => undefined }: RestoreOptions,
): Promise<BackupSummary> {
  return db.transaction((tx) => {
    const take: TakeTable = async (table, rows) => {
      onTable(`${table.schema}.${table.table}`);
      await tx.query(`truncate ${quoted(table)}`);
      const count = await tx.copy(`copy ${quoted(table)} (${columnList(table)}) from stdin`, rows);
      for (const { column, last } of table.sequences) {
        await tx.query(`select setval(pg_get_serial_sequence($1, $2), $3::bigint)`, [
          quoted(table),
          column,
          last,
        ]);
      }
      await tx.query(`analyze ${quoted(table)}`);
      return count;
    };
    return readBackup(file, (header) => makeSchemas(tx, db.where, header, schemas), take);
  });
}

async function makeSchemas(
  tx: Transaction,
  where: string,
  header: BackupHeader,
  known: readonly Migrations[],
): Promise<void> {
  const [present] = await schemasWithMigrations(tx);
  if (present !== undefined) {
    throw new BackupError(
      'not-empty',
      `The database at ${where} holds data already (schema ${present}). Restore into an empty one.`,
    );
  }
  for (const { schema, files } of await fittingMigrations(header, known)) {
    await migrateWithin(tx, schema, files);
  }
}
