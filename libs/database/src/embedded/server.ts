import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Binaries } from './binaries.js';
import { damaged, layout, spawnOptions } from './data-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { lockedBy } from './folder-lock.js';
import { stopServer } from './orphan.js';
import { portTaken } from './port.js';
import type { RunAs } from './run-as.js';

export type ServerOptions = {
  folder: string;
  port: number;
  settings: Readonly<Record<string, string>>;
  log(line: string): void;
};

/** A running server process. */
export class Server {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #folder: string;
  #lastLine = '';
  #stopping = false;
  #onExit = (): boolean => this.#child.kill('SIGINT');

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    this.#exited = new Promise((resolve) => child.once('exit', () => resolve()));
    process.once('exit', this.#onExit);
  }

  /**
   * Resolves when the server takes connections. It runs in a process group of its own, so that Ctrl-C in a terminal
   * reaches only us, and the server goes last.
   */
  static async start(binaries: Binaries, as: RunAs, options: ServerOptions): Promise<Server> {
    const [command = binaries.postgres, ...args] = [...as.prefix, binaries.postgres, ...argumentsOf(options)];
    const child = spawn(command, args, {
      ...spawnOptions(as),
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const server = new Server(child, options.folder);
    try {
      await ready(child, {
        ...options,
        log: (line) => {
          server.#lastLine = line;
          options.log(line);
        },
      });
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Tells when the server ends, or has ended, without having been asked to. */
  onCrash(listener: (error: EmbeddedPostgresError) => void): void {
    void this.#exited.then(() => {
      if (this.#stopping) return;
      const { signalCode } = this.#child;
      const reason = signalCode ? `it was killed by ${signalCode}.` : this.#lastLine;
      listener(
        new EmbeddedPostgresError('failed', `Postgres in ${this.#folder} has ended by itself: ${reason}`),
      );
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    process.off('exit', this.#onExit);
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null)
      await Promise.race([stopServer(pid), this.#exited]);
  }
}

function argumentsOf({ folder, port, settings }: ServerOptions): string[] {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
    lc_messages: 'C',
    ...settings,
  };
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', layout(folder).data, '-p', `${port}`, ...given];
}

function ready(child: ChildProcess, { folder, port, log }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines: string[] = [];
    if (child.stderr) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        if (lines.length < 200) lines.push(line);
        log(line);
        if (line.includes('database system is ready to accept connections')) resolve();
      });
    }
    child.once('error', (error) =>
      reject(new EmbeddedPostgresError('failed', `Postgres cannot be run: ${error.message}`, error)),
    );
    child.once('close', () => reject(whyNot(folder, port, lines)));
  });
}

function whyNot(folder: string, port: number, lines: readonly string[]): EmbeddedPostgresError {
  const all = lines.join('\n');
  const said = lines.findLast((line) => /(FATAL|PANIC): {2}/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  const reason = said.replace(/^.*?(FATAL|PANIC|LOG|ERROR): +/, '');
  if (/could not bind|Address already in use/.test(all)) return portTaken(port);
  if (/lock file .* already exists|shared memory block .* still in use/.test(all))
    return lockedBy(folder, 'another Postgres');
  if (/Permission denied|has wrong ownership|invalid permissions|Read-only file system/.test(all)) {
    return new EmbeddedPostgresError(
      'no-access',
      `Postgres may not use the data folder ${folder}: ${reason}`,
    );
  }
  if (
    /PANIC|corrupt|control file|invalid|checkpoint|could not (open|read|access|find|stat)|not a valid|No such file/.test(
      all,
    )
  ) {
    return damaged(folder, reason);
  }
  return new EmbeddedPostgresError('failed', `Postgres did not start in ${folder}: ${reason}`);
}
