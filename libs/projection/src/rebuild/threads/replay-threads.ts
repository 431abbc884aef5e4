import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Replayer, ReplayHooks, ReplayTask } from '../replay/replay-task.js';
import type { Answer, Ask } from './messages.js';

export type ReplayThreadsOptions = {
  /** The module that a thread runs; it calls {@link answerReplays}. */
  module: URL;
  /** What the module finds as `workerData`. */
  data?: unknown;
  /** Threads. Default: one a processor. */
  threads?: number;
};

/** Tasks that a thread has at a time: while one waits for the database, another one computes. */
const tasksEach = 2;

/**
 * Batches leave much behind that is soon garbage: this much of it may lie about. The old generation is not limited: with
 * a limit, however high, V8 was measured to spend 12 µs more on each event.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 64 };

/** Replays in threads, so that all processors take part and this one's own work is not held up. */
export class ReplayThreads implements Replayer {
  readonly width: number;
  private readonly threads: Thread[] = [];
  private readonly most: number;
  private last = 0;

  constructor(private readonly options: ReplayThreadsOptions) {
    this.most = options.threads ?? availableParallelism();
    this.width = this.most * tasksEach;
  }

  run(task: ReplayTask, hooks: ReplayHooks): Promise<void> {
    this.last += 1;
    return this.freest().run(this.last, task, hooks);
  }

  /** Ends the threads; tasks that run are given up. */
  async close(): Promise<void> {
    await Promise.all(this.threads.splice(0).map((thread) => thread.end()));
  }

  private freest(): Thread {
    const alive = this.threads.filter(({ hasEnded }) => !hasEnded);
    const [freest] = alive.toSorted((a, b) => a.load - b.load);
    if (freest && (freest.load === 0 || alive.length >= this.most)) return freest;
    const { module, data } = this.options;
    const made = new Thread(new Worker(module, { workerData: data, execArgv: [], resourceLimits }));
    this.threads.splice(0, this.threads.length, ...alive, made);
    return made;
  }
}

type Running = { hooks: ReplayHooks; done: () => void; failed: (error: unknown) => void };

class Thread {
  hasEnded = false;
  private readonly running = new Map<number, Running>();

  constructor(private readonly worker: Worker) {
    worker.on('message', (answer: Answer) => this.hear(answer));
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', (code) => this.fail(new Error(`A replaying thread has ended with ${code}.`)));
  }

  get load(): number {
    return this.running.size;
  }

  async run(id: number, task: ReplayTask, hooks: ReplayHooks): Promise<void> {
    const abort = () => this.ask({ kind: 'abort', id });
    hooks.signal.addEventListener('abort', abort);
    try {
      await new Promise<void>((done, failed) => {
        this.running.set(id, { hooks, done, failed });
        this.ask({ kind: 'run', id, task });
        if (hooks.signal.aborted) abort();
      });
    } finally {
      hooks.signal.removeEventListener('abort', abort);
      this.running.delete(id);
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(ask: Ask): void {
    this.worker.postMessage(ask);
  }

  private hear(answer: Answer): void {
    const own = this.running.get(answer.id);
    if (answer.kind === 'progress') own?.hooks.onProgress(answer.nextOffset, answer.records);
    else if (answer.kind === 'trouble') own?.hooks.onError(answer.error);
    else if (answer.kind === 'failed') own?.failed(answer.error);
    else own?.done();
  }

  private fail(error: unknown): void {
    this.hasEnded = true;
    for (const { failed } of this.running.values()) failed(error);
  }
}
