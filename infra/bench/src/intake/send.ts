import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Sending, Sent } from './sending.js';

const program = fileURLToPath(new URL('./sender-child.js', import.meta.url));

/** Lets a process of its own send, so that its cost can be told from that of what is measured. */
export function send(sending: Sending): Promise<Sent> {
  const child = fork(program);
  return new Promise((resolve, reject) => {
    let answer: { sent?: Sent; error?: string } = {};
    child.on('message', (message) => {
      answer = message as typeof answer;
    });
    child.once('exit', (code, signal) => {
      if (answer.sent) resolve(answer.sent);
      else reject(new Error(answer.error ?? `The sender ended with ${signal ?? code}.`));
    });
    child.send(sending);
  });
}
