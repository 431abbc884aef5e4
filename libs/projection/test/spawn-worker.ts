import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a module of this folder as a process of its own; resolves when it says that it is running. */
export async function spawnWorker(
  module: string,
  env: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [fileURLToPath(new URL(module, import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  return worker;
}

export async function killNow(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
}
