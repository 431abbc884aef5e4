import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a projector in a process of its own; resolves when it is running. */
export async function startCopy(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const copy = spawn(process.execPath, [fileURLToPath(new URL('projector-copy.mjs', import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    copy.stdout?.on('data', (text) => {
      if (String(text).includes('running\n')) resolve();
    });
    copy.once('exit', (code) => reject(new Error(`The projector ended with ${code} before it was running.`)));
  });
  return copy;
}

export async function end(copy: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (copy.exitCode !== null || copy.signalCode !== null) return;
  const ended = once(copy, 'exit');
  copy.kill(signal);
  await ended;
}
