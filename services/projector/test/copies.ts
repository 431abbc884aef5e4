import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFailed } from 'vitest';

/** Starts a projector in a process of its own; resolves when it is running. What it says is shown if the test fails. */
export async function startCopy(env: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const copy = spawn(process.execPath, [fileURLToPath(new URL('projector-copy.mjs', import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (text: Buffer) => {
    said = `${said}${text}`.slice(-20_000);
  };
  copy.stdout.on('data', listen);
  copy.stderr.on('data', listen);
  onTestFailed(() => {
    const end = copy.signalCode ?? copy.exitCode ?? 'still running';
    process.stderr.write(`--- projector ${copy.pid} (${end}) said:\n${said}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    copy.stdout.on('data', () => {
      if (said.includes('running\n')) resolve();
    });
    copy.once('exit', (code) =>
      reject(new Error(`A projector ended with ${code} before it was running:\n${said}`)),
    );
  });
  return copy;
}

export async function end(copy: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (copy.exitCode !== null || copy.signalCode !== null) return;
  const ended = once(copy, 'exit');
  copy.kill(signal);
  await ended;
}
