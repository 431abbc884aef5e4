import type { Migrations } from '../migrate/migrate.js';
import { type MigrationFile, readMigrationFiles } from '../migrate/migration-file.js';
import { BackupError } from './backup-error.js';
import type { BackupHeader } from './format.js';

/**
 * The migrations that a backup was made with, as this program has them, in the order of the backup.
 * @throws {BackupError} `not-fitting` where it lacks one, or has another of its number.
 */
export async function fittingMigrations(
  { schemas }: BackupHeader,
  known: readonly Migrations[],
): Promise<{ schema: string; files: MigrationFile[] }[]> {
  const fitting: { schema: string; files: MigrationFile[] }[] = [];
  for (const { schema, migrations } of schemas) {
    const directory = known.find((one) => one.schema === schema)?.directory;
    const there = directory ? await readMigrationFiles(directory) : [];
    const files = migrations.map(({ number, name, checksum }) => {
      const file = there.find((one) => one.number === number);
      if (file?.checksum !== checksum) throw notFitting(`${name} of schema ${schema}`);
      return file;
    });
    fitting.push({ schema, files });
  }
  return fitting;
}

export function notFitting(what: string): BackupError {
  return new BackupError(
    'not-fitting',
    `The backup was made with ${what}, which this version does not have. Restore it with the version that made it, or a newer one.`,
  );
}
