import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Binaries, majorVersion } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { RunAs } from './run-as.js';

const run = promisify(execFile);

/** Where things lie below the folder that is given to `startEmbeddedPostgres`. */
export function layout(folder: string): { data: string; fresh: string; password: string; lock: string } {
  return {
    data: join(folder, 'data'),
    fresh: join(folder, 'data.new'),
    password: join(folder, 'password'),
    lock: join(folder, 'lock'),
  };
}

/** Makes a new cluster unless there is one; checks that an existing one is whole enough to start. */
export async function prepareData(folder: string, binaries: Binaries, as: RunAs): Promise<void> {
  const { data, fresh } = layout(folder);
  const entries = await readdir(data).catch(() => undefined);
  if (!entries) return initialise(folder, binaries, as);
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) throw damaged(folder, 'PG_VERSION is missing');
  if (version.trim() !== majorVersion) {
    throw new EmbeddedPostgresError(
      'wrong-version',
      `The data folder ${folder} was written by Postgres ${version.trim()}, this is Postgres ${majorVersion}. Move the data with pg_dump and pg_restore, or use another folder.`,
    );
  }
  await rm(fresh, { recursive: true, force: true });
}

/** Builds the cluster beside its place and moves it there when it is whole: an interrupted start leaves no half one. */
async function initialise(folder: string, binaries: Binaries, as: RunAs): Promise<void> {
  const { data, fresh, password } = layout(folder);
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await chmod(fresh, 0o700);
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (as.uid !== undefined) {
    for (const path of [fresh, password]) await chown(path, as.uid, as.gid ?? as.uid);
  }
  const args = [
    '-D',
    fresh,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  args.push('--locale=C', '-A', 'scram-sha-256', '--pwfile', password, '--no-instructions');
  const [command = binaries.initdb, ...rest] = [...as.prefix, binaries.initdb, ...args];
  try {
    await run(command, rest, spawnOptions(as));
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? String(error);
    throw new EmbeddedPostgresError(
      'failed',
      `Postgres could not make a data folder in ${folder}: ${said}`,
      error,
    );
  }
  await rename(fresh, data);
}

export function spawnOptions({ prefix, uid, gid }: RunAs): {
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };
  return prefix.length > 0 || uid === undefined ? { env } : { env, uid, gid: gid ?? uid };
}

export function damaged(folder: string, reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'damaged',
    `The data folder ${folder} is damaged: ${reason}. Restore it from a backup, or move it away to begin anew.`,
  );
}
