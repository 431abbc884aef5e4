import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../main.js', import.meta.url));

/**
 * Starts the demo fleet as a process of its own: it is a user of the server, and reaches it as anyone would.
 * @returns stops it
 */
export function startDemo({ url, token }: { url: string; token: string }): () => Promise<void> {
  const child = spawn(process.execPath, [program, 'demo', '--url', url, '--token', token, '--quiet'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}
