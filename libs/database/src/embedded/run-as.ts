import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

const run = promisify(execFile);

/** How a Postgres program is started: what stands before it on the command line, and as whom. */
export type RunAs = { prefix: readonly string[]; uid?: number; gid?: number };

/**
 * Postgres refuses to run as root, so root starts it as the owner of the data, else as the user `postgres`. That user
 * gets the right to pass through folders (`CAP_DAC_OVERRIDE`) when the programs or the data lie where it could not go.
 * On Linux the kernel stops the server when this process dies, however it dies.
 */
export async function runAs(data: string, programs: readonly string[]): Promise<RunAs> {
  const setpriv = await findProgram('setpriv');
  const dieWithUs = ['--pdeathsig', 'INT'];
  if (process.getuid?.() !== 0) return { prefix: setpriv ? [setpriv, ...dieWithUs, '--'] : [] };
  const user = (await ownerOf(data)) ?? (await postgresUser());
  if (setpriv) {
    const identity = ['--reuid', `${user.uid}`, '--regid', `${user.gid}`, '--clear-groups'];
    const rights = (await isReachable([data, ...programs])) ? [] : passThroughFolders;
    return { prefix: [setpriv, ...identity, ...rights, ...dieWithUs, '--'], ...user };
  }
  if (await isReachable([data, ...programs])) return { prefix: [], ...user };
  throw new EmbeddedPostgresError(
    'no-user',
    `Postgres cannot run as root, and no other user may enter ${data} or ${dirname(programs[0] ?? '')}. Install \`setpriv\` (package util-linux), run as another user, or move the folder.`,
  );
}

const passThroughFolders = [
  // Without it access(2) would ignore the capability, and Postgres looks for its own programs with access(2).
  '--securebits=+no_setuid_fixup',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

type User = { uid: number; gid: number };

async function ownerOf(data: string): Promise<User | undefined> {
  const found = await stat(data).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function postgresUser(): Promise<User> {
  const found = await idOfPostgres().catch(() => undefined);
  if (found) return found;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'])
    .catch(() => run('adduser', ['-S', '-D', '-H', 'postgres']))
    .catch(() => undefined);
  return idOfPostgres().catch((error) => {
    throw new EmbeddedPostgresError(
      'no-user',
      'Postgres cannot run as root, and the user `postgres` could not be created. Create it, or run as another user.',
      error,
    );
  });
}

async function idOfPostgres(): Promise<User> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether everybody may pass through all folders above these paths. */
async function isReachable(paths: readonly string[]): Promise<boolean> {
  const folders = new Set(paths.flatMap(foldersAbove));
  const modes = await Promise.all([...folders].map(async (folder) => (await stat(folder)).mode));
  return modes.every((mode) => (mode & 0o001) !== 0);
}

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, name);
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}
