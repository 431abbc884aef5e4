import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DemoReceivers } from './demo-receivers.js';

const program = fileURLToPath(new URL('../main.js', import.meta.url));

type DemoTarget = { url: string; token: string; receivers: DemoReceivers };

/**
 * Starts the demo fleet as a process of its own: it is a user of the server, and reaches it as anyone would. It ends
 * when the channel to this process closes, so that it does not outlive a server that was killed.
 * @returns stops it
 */
export function startDemo({ url, token, receivers }: DemoTarget): () => Promise<void> {
  const args = ['demo', '--url', url, '--token', token, '--quiet'];
  const { rollbacks, drills } = receivers;
  if (rollbacks) args.push('--rollback-port', String(rollbacks.port));
  if (drills) args.push('--injector-port', String(drills.port));
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...(rollbacks ? { HORMESIS_ROLLBACK_WEBHOOK_SECRET: rollbacks.secret } : {}),
      ...(drills ? { HORMESIS_INJECTOR_SECRET: drills.secret } : {}),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}
