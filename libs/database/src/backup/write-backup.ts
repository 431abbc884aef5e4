import type { Writable } from 'node:stream';
import type { Database } from '../connection/database.js';
import type { Migrations } from '../migrate/migrate.js';
import { BackupWriter } from './backup-writer.js';
import { appliedSchemas, columnList, quoted, tablesOf } from './contents.js';
import { type BackupHeader, type BackupSummary, formatName, formatVersion } from './format.js';

export type BackupOptions = {
  /** Every schema of the program, in the order in which they are made. */
  schemas: readonly Migrations[];
  /** Which rows of `schema.table` to keep: all, those that a condition in SQL holds for, or none. Default: all. */
  keep?: (table: string) => 'all' | 'none' | { where: string };
  /** What the backup says of itself. */
  about?: Readonly<Record<string, string>>;
  /** Hears, before each table, what comes and how many bytes of text have been written. */
  onTable?: (table: string, bytes: number) => void;
};

/**
 * Writes all that the schemas hold, as of one moment, and ends `file`. Others may go on writing to the database.
 * @throws {BackupError} `outdated`, when this program and the database are not of one version.
 */
export async function writeBackup(
  db: Database,
  file: Writable,
  { schemas: known, keep = () => 'all', about = {}, onTable = () => undefined }: BackupOptions,
): Promise<BackupSummary> {
  const writer = new BackupWriter(file);
  try {
    return await db.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      const schemas = await appliedSchemas(tx, known);
      const [now] = await tx.query<{ now: string }>('select now()');
      const header: BackupHeader = {
        format: formatName,
        version: formatVersion,
        madeAt: now?.now ?? '',
        about,
        schemas,
      };
      await writer.line(header);
      for (const table of await tablesOf(
        tx,
        schemas.map(({ schema }) => schema),
      )) {
        const name = `${table.schema}.${table.table}`;
        const rows = keep(name);
        if (rows === 'none') continue;
        onTable(name, writer.bytes);
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
