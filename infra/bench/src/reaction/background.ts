import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Sending } from '../intake/sending.js';

const program = fileURLToPath(new URL('../intake/sender-child.js', import.meta.url));

/** Other people's events, at a steady rate, in batches of 20, until it is told to stop. */
export function beginBackground(url: string, token: string, eventsPerSecond: number): { stop(): void } {
  if (eventsPerSecond === 0) return { stop: () => undefined };
  const child = fork(program);
  const sending: Sending = {
    kind: 'paced',
    url: url.replace('localhost', '127.0.0.1'),
    token,
    seed: 7,
    batch: 20,
    rate: eventsPerSecond,
    seconds: 24 * 3_600,
    watched: 0.001,
  };
  child.send(sending);
  return { stop: () => void child.kill('SIGKILL') };
}
