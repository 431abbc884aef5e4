import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Done, Task } from './task.js';

/** Threads that perform tasks, one at a time each. */
export class Workers {
  private readonly threads: Worker[];

  constructor(count: number) {
    this.threads = Array.from({ length: count }, () => new Worker(new URL('./worker.js', import.meta.url)));
  }

  /** The results, in the order of the tasks. */
  async perform(tasks: readonly Task[], progress: (done: number) => void): Promise<Done[]> {
    const results: Done[] = [];
    let next = 0;
    let done = 0;
    const work = async (thread: Worker) => {
      for (let n = next++; n < tasks.length; n = next++) {
        thread.postMessage(tasks[n]);
        const [result] = (await once(thread, 'message')) as [Done];
        results[n] = result;
        progress(++done);
      }
    };
    await Promise.all(this.threads.map(work));
    return results;
  }

  async end(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }
}
