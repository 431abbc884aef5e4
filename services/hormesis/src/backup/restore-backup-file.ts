import { createReadStream, type ReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type BackupSummary, checkBackup, restoreBackup } from '@hormesis/database';
import type { OutputOptions } from '../cli/output.js';
import { allMigrations } from './all-migrations.js';
import { backupProblem } from './backup-problem.js';
import { openTarget } from './database-of.js';
import { showProgress } from './progress.js';

export type CheckedBackup = {
  file: string;
  madeAt: string;
  program: string;
  log: 'kafka' | 'postgres';
  tables: number;
  rows: number;
};

/** Reads all of the file, and looks whether this version knows what is in it, before anything is changed. */
export function checkBackupFile(file: string, output: OutputOptions): Promise<CheckedBackup> {
  return read(file, 'Checking', output, async (stream) => {
    const { header, tables, rows } = await checkBackup(stream, allMigrations);
    const { program = 'unknown', log } = header.about;
    const kind = log === 'kafka' ? 'kafka' : 'postgres';
    return { file, madeAt: header.madeAt, program, log: kind, tables, rows };
  });
}

/** Fills the database; nothing is in it when this fails. */
export async function restoreBackupFile(
  file: string,
  checked: CheckedBackup,
  options: OutputOptions & { data: string },
): Promise<CheckedBackup & { database: string }> {
  const { database, close } = await openTarget(options.data, checked.log);
  try {
    await read<BackupSummary>(file, 'Restoring', options, (stream) =>
      restoreBackup(database, stream, { schemas: allMigrations }),
    );
    return { ...checked, database: database.where };
  } finally {
    await close();
  }
}

async function read<T>(
  file: string,
  doing: string,
  output: OutputOptions,
  work: (stream: ReadStream) => Promise<T>,
): Promise<T> {
  const size = await sizeOf(file);
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  const hide = showProgress(output, () => `${doing}: ${Math.floor((100 * stream.bytesRead) / size)} %`);
  try {
    return await work(stream);
  } catch (error) {
    throw backupProblem(error, file);
  } finally {
    hide();
    stream.destroy();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw backupProblem(error, file);
  }
}
