import type { Readable } from 'node:stream';
import type { Migrations } from '../migrate/migrate.js';
import { BackupError } from './backup-error.js';
import { BackupReader, damaged, noBackup } from './backup-reader.js';
import { fittingMigrations, notFitting } from './fitting-migrations.js';
import {
  type BackupEnd,
  type BackupHeader,
  type BackupSummary,
  formatName,
  formatVersion,
  type TableHead,
} from './format.js';

/** Does something with a table's rows; answers how many there were, or `undefined` when it has not counted them. */
export type TakeTable = (head: TableHead, rows: AsyncIterable<Buffer>) => Promise<number | undefined>;

/**
 * Reads a backup from its beginning to its end.
 * @throws {BackupError} when it is none, or is not whole.
 */
export async function readBackup(
  file: Readable,
  begin: (header: BackupHeader) => Promise<void>,
  take: TakeTable,
): Promise<BackupSummary> {
  const reader = new BackupReader(file);
  const header = headerOf(await reader.json());
  await begin(header);
  let tables = 0;
  let rows: number | undefined = 0;
  for (;;) {
    const line = await reader.json();
    if (isEnd(line)) {
      const whole = line.sha256 === reader.sha256 && line.tables === tables && (await reader.isAtEnd());
      if (!whole || (rows !== undefined && rows !== line.rows)) throw damaged();
      return { header, tables, rows: line.rows, bytes: reader.bytes };
    }
    if (!isTable(line)) throw damaged();
    const taken = await take(line, reader.rows());
    rows = rows === undefined || taken === undefined ? undefined : rows + taken;
    tables += 1;
  }
}

/**
 * Looks whether a backup is whole, and this program knows what is in it; the database has no part in it.
 * @throws {BackupError} when it is not, or does not.
 */
export async function checkBackup(file: Readable, known: readonly Migrations[]): Promise<BackupSummary> {
  const tables: TableHead[] = [];
  const summary = await readBackup(
    file,
    async () => undefined,
    async (table, rows) => {
      tables.push(table);
      for await (const _chunk of rows);
      return undefined;
    },
  );
  const made = new Set((await fittingMigrations(summary.header, known)).map(({ schema }) => schema));
  const stranger = tables.find(({ schema }) => !made.has(schema));
  if (stranger) throw notFitting(`the table ${stranger.schema}.${stranger.table}`);
  return summary;
}

function headerOf(value: unknown): BackupHeader {
  const { format, version } = (value ?? {}) as Partial<BackupHeader>;
  if (format !== formatName || typeof version !== 'number') {
    throw noBackup();
  }
  if (version > formatVersion) {
    throw new BackupError(
      'newer-format',
      `The backup has format ${version}; this version reads formats up to ${formatVersion}. Restore it with a newer version.`,
    );
  }
  return value as BackupHeader;
}

function isEnd(line: unknown): line is BackupEnd {
  return typeof line === 'object' && line !== null && 'sha256' in line;
}

function isTable(line: unknown): line is TableHead {
  return typeof line === 'object' && line !== null && 'table' in line && 'columns' in line;
}
