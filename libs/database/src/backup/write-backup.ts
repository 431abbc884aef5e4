import type { Writable } from 'node:stream';
import type { Database } from '../connection/database.js';
import type { Migrations } from '../migrate/migrate.js';
import { BackupError } from './backup-error.js';
import { BackupWriter } from './backup-writer.js';
import { appliedSchemas, columnList, quoted, tablesOf } from './contents.js';
import { type BackupHeader, type BackupSummary, formatName, formatVersion } from './format.js';

/** A table; `name` is `schema.table`. */
export type BackupTable = { name: string; columns: readonly string[] };

/** Rows to keep: all, none, or those for which a condition in SQL holds (the table stands there under its own name). */
export type Kept = 'all' | 'none' | { where: string };

export type BackupOptions = {
  /** Every schema of the program, in the order in which they are made. */
  schemas: readonly Migrations[];
  /** Which rows of a table to keep. Default: all. */
  keep?: (table: BackupTable) => Kept;
  /** What the backup says of itself. */
  about?: Readonly<Record<string, string>>;
  /** Hears again and again which table is written, and how many bytes of text there are so far. */
  onProgress?: (table: string, bytes: number) => void;
};

/**
 * Writes all that the schemas hold, as of one moment, and ends `file`. Others may go on writing to the database.
 * @throws {BackupError} `outdated`, when this program and the database are not of one version; `nothing-there`.
 */
export async function writeBackup(
  db: Database,
  file: Writable,
  { schemas: known, keep = () => 'all', about = {}, onProgress = () => undefined }: BackupOptions,
): Promise<BackupSummary> {
  let name = '';
  const writer = new BackupWriter(file, (bytes) => onProgress(name, bytes));
  try {
    return await db.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      const schemas = await appliedSchemas(tx, known);
      if (schemas.length === 0) throw nothingThere(db.where);
      const [now] = await tx.query<{ now: string }>('select now()');
      const header: BackupHeader = {
        format: formatName,
        version: formatVersion,
        madeAt: now?.now ?? '',
        about,
        schemas,
      };
      await writer.line(header);
      const tables = await tablesOf(
        tx,
        schemas.map(({ schema }) => schema),
      );
      for (const table of tables) {
        name = `${table.schema}.${table.table}`;
        const rows = keep({ name, columns: table.columns });
        if (rows === 'none') continue;
        const where = rows === 'all' ? '' : ` where ${rows.where}`;
        await writer.line(table);
        await writer.rows((into) =>
          tx.copyOut(`copy (select ${columnList(table)} from ${quoted(table)}${where}) to stdout`, into),
        );
      }
      return { header, ...(await writer.end()), bytes: writer.bytes };
    });
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function nothingThere(where: string): BackupError {
  return new BackupError('nothing-there', `The database at ${where} holds no data of Hormesis.`);
}
