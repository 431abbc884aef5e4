import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..', '..');
export const program = join(root, 'services', 'hormesis', 'dist', 'main.js');

/** How a program ended, and what it printed. */
export type Ended = { code: number | null; stdout: string; stderr: string };

export type Description = {
  url: string;
  token: string;
  log: 'kafka' | 'postgres';
  data: string;
  database: string;
};

export type Instance = Description & {
  process: ChildProcess;
  /** What it has printed on stderr. */
  said(): string;
  interrupt(): Promise<Ended>;
  kill(): Promise<void>;
};

export type StartOptions = {
  data: string;
  kafka?: boolean;
  demo?: boolean;
  port?: number;
  env?: Record<string, string>;
  /** In a process group of its own, all of which `interrupt` reaches, as Ctrl-C in a terminal does. */
  ownGroup?: boolean;
};

/** Runs the CLI to its end; with `interruptAfterMs`, Ctrl-C comes then. */
export async function cli(
  args: readonly string[],
  env: Record<string, string> = {},
  input = '',
  interruptAfterMs?: number,
): Promise<Ended> {
  const child = launch(args, env, input);
  const timer = interruptAfterMs && setTimeout(() => child.kill('SIGINT'), interruptAfterMs);
  const end = await ended(child);
  clearTimeout(timer);
  return end;
}

/** Starts the all-in-one, as `npm start` does once everything is built, and waits until it says where it is. */
export async function start(options: StartOptions): Promise<Instance> {
  const child = launchInstance(options, options.port ?? (await freePort()));
  let stdout = '';
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const end = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  const description = await new Promise<Description>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (!/\n\}\n$/.test(stdout)) return;
      const { ok, data } = JSON.parse(stdout);
      if (ok) resolve(data);
    });
    child.once('close', (code) => reject(new Error(`the system ended with ${code}: ${stdout}${stderr}`)));
  });
  return {
    ...description,
    process: child,
    said: () => stderr,
    interrupt: () => {
      if (options.ownGroup && child.pid) process.kill(-child.pid, 'SIGINT');
      else child.kill('SIGINT');
      return end;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}

/** Starts the all-in-one and kills it after a while, however far it has come. */
export async function startAndKill(options: StartOptions, afterMs: number): Promise<void> {
  const child = launchInstance(options, options.port ?? (await freePort()));
  const end = ended(child);
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  await end;
}

function launchInstance(options: StartOptions, port: number): ChildProcess {
  const args = ['dev', '--json', '--data', options.data, '--port', String(port)];
  if (!options.demo) args.push('--empty');
  if (options.kafka) args.push('--kafka');
  const env = {
    HORMESIS_LOG_LEVEL: 'warn',
    HORMESIS_KAFKA_PORT: '0',
    HORMESIS_ACTIONS_PER_HOUR: '10000',
    ...options.env,
  };
  return launch(args, env, '', options.ownGroup);
}

function launch(
  args: readonly string[],
  env: Record<string, string>,
  input = '',
  detached = false,
): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], {
    detached,
    cwd: tmpdir(),
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  return child;
}

function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A folder for one test’s data, and how to be rid of it. */
export function dataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hormesis-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
