import { Worker } from 'node:worker_threads';
import type { Done, Task } from './task.js';

type Message = { line: string } | { done: Done };

/** Lives through all seeds, some at a time; results in the order of the tasks. */
export async function runAll(
  tasks: readonly Task[],
  threads: number,
  say: (line: string) => void,
): Promise<Done[]> {
  const results: Done[] = [];
  let next = 0;
  const work = async () => {
    for (let n = next++; n < tasks.length; n = next++) {
      const task = tasks[n];
      if (task) results[n] = await inThread(task, say);
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, work));
  return results;
}

/** A thread of its own each: what a life leaves behind goes with it. */
function inThread(task: Task, say: (line: string) => void): Promise<Done> {
  const thread = new Worker(new URL('./worker.js', import.meta.url), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  return new Promise<Done>((resolve, reject) => {
    thread.on('message', (message: Message) => {
      if ('line' in message) return say(message.line);
      resolve(message.done);
    });
    thread.once('error', reject);
    thread.postMessage(task);
  }).finally(() => thread.terminate());
}
