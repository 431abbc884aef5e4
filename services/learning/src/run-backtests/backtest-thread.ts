import { Worker } from 'node:worker_threads';
import type { PlatformConfig } from '@hormesis/platform';
import type { BacktestNews, BacktestTask, Outcome } from './backtest-task.js';
import { CannotReplay } from './cannot-replay.js';
import { PassingFault, TimelineBehind } from './not-yet.js';

/** A thread runs what is compiled; tests run this file as it is written. */
const module = new URL('../../dist/run-backtests/backtest-worker.js', import.meta.url);

type Running = {
  onProgress: (share: number) => void;
  done: (outcome: Outcome) => void;
  failed: (error: unknown) => void;
};

/** A thread that runs one backtest after the other, so that the thread that answers requests stays free. */
export class BacktestThread {
  private worker: Worker | undefined;
  private running: Running | undefined;

  constructor(private readonly config: PlatformConfig) {}

  /**
   * @throws CannotReplay if it cannot be run, or when it is called off
   * @throws TimelineBehind, PassingFault if it cannot be run yet
   */
  async run(task: BacktestTask, signal: AbortSignal, onProgress: (share: number) => void): Promise<Outcome> {
    const callOff = () => {
      this.running?.failed(new CannotReplay('It was called off.'));
    };
    signal.addEventListener('abort', callOff, { once: true });
    try {
      return await new Promise<Outcome>((done, failed) => {
        this.running = { onProgress, done, failed };
        if (signal.aborted) callOff();
        else this.begun().postMessage(task);
      });
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      this.running = undefined;
      signal.removeEventListener('abort', callOff);
    }
  }

  /** Gives its memory back; the next backtest begins another one. */
  async end(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private begun(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(module, { workerData: this.config, execArgv: [] });
    worker.on('message', (news: BacktestNews) => this.hear(news));
    worker.on('error', (error) => this.running?.failed(error));
    worker.on('exit', (code) => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.running?.failed(new Error(`The thread that replays has ended with ${code}.`));
    });
    this.worker = worker;
    return worker;
  }

  private hear(news: BacktestNews): void {
    if (news.kind === 'progress') this.running?.onProgress(news.share);
    else if (news.kind === 'done') this.running?.done(news.outcome);
    else this.running?.failed(errorOf(news));
  }
}

function errorOf(news: Exclude<BacktestNews, { kind: 'progress' | 'done' }>): Error {
  switch (news.kind) {
    case 'impossible':
      return new CannotReplay(news.because);
    case 'behind':
      return new TimelineBehind(news.because);
    case 'away':
      return new PassingFault(news.because);
    case 'failed':
      return news.error;
  }
}
