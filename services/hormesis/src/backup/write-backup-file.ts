import { randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { type Database, writeBackup } from '@hormesis/database';
import { version } from '@hormesis/platform/local';
import type { OutputOptions } from '../cli/output.js';
import { allMigrations } from './all-migrations.js';
import { backupProblem } from './backup-problem.js';
import { type DatabaseOptions, openSource } from './database-of.js';
import { inBytes, showProgress } from './progress.js';
import { putInPlace, refuseToOverwrite } from './put-in-place.js';
import { whatToKeep } from './what-to-keep.js';

export { inBytes } from './progress.js';

export type MadeBackup = {
  file: string;
  madeAt: string;
  tables: number;
  rows: number;
  /** Of the file. */
  bytes: number;
  log: string;
};

/** Writes beside the file first, so that a file of this name is always whole. */
export async function writeBackupFile(
  file: string,
  where: DatabaseOptions,
  output: OutputOptions,
): Promise<MadeBackup> {
  const draft = `${file}.${randomUUID()}.partial`;
  let sofar = 'Opening the database';
  const hide = showProgress(output, () => sofar);
  const remove = () => rmSync(draft, { force: true });
  process.once('exit', remove);
  try {
    await refuseToOverwrite(file);
    const { database, close } = await openSource(where);
    try {
      const log = await logOf(database);
      const keep = await whatToKeep(database);
      const { header, tables, rows } = await writeBackup(
        database,
        createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
        {
          schemas: allMigrations,
          keep,
          about: { program: version, log },
          onProgress: (table, bytes) => {
            sofar = `${table}, ${inBytes(bytes)} so far`;
          },
        },
      );
      await flush(draft);
      const { size } = await stat(draft);
      await putInPlace(draft, file);
      return { file, madeAt: header.madeAt, tables, rows, bytes: size, log };
    } finally {
      await close();
    }
  } catch (error) {
    throw backupProblem(error, file);
  } finally {
    hide();
    process.off('exit', remove);
    remove();
  }
}

async function logOf(database: Database): Promise<string> {
  const [{ known } = { known: false }] = await database.query<{ known: boolean }>(
    `select to_regclass('platform.log_kind') is not null as known`,
  );
  if (!known) return 'postgres';
  const [log] = await database.query<{ kind: string }>('select kind from platform.log_kind');
  return log?.kind ?? 'postgres';
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
