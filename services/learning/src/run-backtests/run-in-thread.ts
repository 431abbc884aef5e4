import { Worker } from 'node:worker_threads';
import type { NamedReport } from '@hormesis/backtest';
import type { PlatformConfig } from '@hormesis/platform';
import type { BacktestNews, BacktestTask } from './backtest-task.js';
import { CannotReplay } from './cannot-replay.js';

/** A thread runs what is compiled; tests run this file as it is written. */
const module = new URL('../../dist/run-backtests/backtest-thread.js', import.meta.url);

/**
 * Runs a backtest in a thread of its own, so that this one stays free.
 * @throws CannotReplay if it cannot be run, or when it is called off
 */
export async function runInThread(
  config: PlatformConfig,
  task: BacktestTask,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<NamedReport[]> {
  const thread = new Worker(module, { workerData: { config, task }, execArgv: [] });
  const end = () => void thread.terminate();
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    return await new Promise<NamedReport[]>((done, failed) => {
      thread.on('message', (news: BacktestNews) => {
        if (news.kind === 'progress') onProgress(news.share);
        else if (news.kind === 'done') done(news.reports);
        else failed(new CannotReplay(news.because));
      });
      thread.on('error', failed);
      thread.on('exit', (code) =>
        failed(
          signal.aborted
            ? new CannotReplay('It was called off.')
            : new Error(`The thread has ended with ${code}.`),
        ),
      );
    });
  } finally {
    signal.removeEventListener('abort', end);
    await thread.terminate();
  }
}
