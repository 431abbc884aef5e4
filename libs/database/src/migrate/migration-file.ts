import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { MigrationError } from './migration-error.js';

export type MigrationFile = { number: number; name: string; sql: string; checksum: string };

/** The `NNNN-name.sql` files of a folder, by number. */
export async function readMigrationFiles(directory: URL): Promise<MigrationFile[]> {
  const folder = directory.href.endsWith('/') ? directory : new URL(`${directory.href}/`);
  const names = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.sql')).sort();
  const files = await Promise.all(names.map((name) => readMigrationFile(folder, name)));
  const twin = files.find((file, i) => file.number === files[i - 1]?.number);
  if (twin)
    throw new MigrationError('bad-name', `Two migrations have the number of ${twin.name}; give one another.`);
  return files;
}

async function readMigrationFile(folder: URL, name: string): Promise<MigrationFile> {
  const number = /^(\d{4})-[\w-]+\.sql$/.exec(name)?.[1];
  if (!number)
    throw new MigrationError('bad-name', `The migration ${name} must be named NNNN-what-it-does.sql.`);
  const sql = await readFile(new URL(name, folder), 'utf8');
  return { number: Number(number), name, sql, checksum: checksum(sql) };
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
}
