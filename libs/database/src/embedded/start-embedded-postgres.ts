import { chmod, mkdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findBinaries } from './binaries.js';
import { damaged, layout, prepareData } from './data-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { lockFolder } from './folder-lock.js';
import { clearOrphan } from './orphan.js';
import { claimPort } from './port.js';
import { runAs } from './run-as.js';
import { Server } from './server.js';

const portAttempts = 5;

export type EmbeddedPostgresOptions = {
  /** Where data, password and lock are kept. Made if missing; a second start there continues with the same data. */
  directory: string;
  /** The port on 127.0.0.1. Default: any free one. */
  port?: number;
  /** Gets each line that Postgres logs. */
  log?: (line: string) => void;
  /** Settings as in postgresql.conf, for example `{ fsync: 'off' }` for data that nobody will miss. */
  settings?: Readonly<Record<string, string>>;
  /** Called if Postgres ends without having been asked to. */
  onCrash?: (error: EmbeddedPostgresError) => void;
};

export type EmbeddedPostgres = {
  /** Connects as the superuser; holds the password. */
  url: string;
  port: number;
  /** Ends all sessions, keeps the data. */
  stop(): Promise<void>;
};

/**
 * Starts a Postgres of our own on 127.0.0.1 and resolves when it takes connections.
 * @throws {EmbeddedPostgresError} with a code, and one line that says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.directory);
  const { data, lock } = layout(folder);
  const binaries = await findBinaries();
  await makeFolder(folder);
  const unlock = await lockFolder(folder, lock);
  try {
    const as = await runAs(data, [binaries.postgres, binaries.initdb]);
    await clearOrphan(folder, data);
    if (options.port !== undefined) await claimPort(options.port);
    await prepareData(folder, binaries, as);
    const password = await readPassword(folder);
    const { log = () => undefined, settings = {}, onCrash } = options;
    const { server, port } = await onFreePort(options.port, (at) =>
      Server.start(binaries, as, { folder, port: at, settings, log }),
    );
    if (onCrash) server.onCrash(onCrash);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      port,
      stop: () => server.stop().then(unlock),
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** A free port may be taken by another before Postgres listens there: then it is tried on the next one. */
async function onFreePort(
  wanted: number | undefined,
  start: (port: number) => Promise<Server>,
): Promise<{ server: Server; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await claimPort(wanted);
    try {
      return { server: await start(port), port };
    } catch (error) {
      const lost = error instanceof EmbeddedPostgresError && error.code === 'port-taken';
      if (!lost || wanted !== undefined || attempt === portAttempts) throw error;
    }
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true });
    if (made) await chmod(folder, 0o755);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      'no-access',
      `The data folder ${folder} cannot be made: ${reason}`,
      error,
    );
  }
}

async function readPassword(folder: string): Promise<string> {
  try {
    return (await readFile(layout(folder).password, 'utf8')).trim();
  } catch {
    throw damaged(folder, 'its password file is missing');
  }
}
