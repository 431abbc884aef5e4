import { parentPort, workerData } from 'node:worker_threads';
import { BadPolicy } from '@hormesis/backtest';
import { Database } from '@hormesis/database';
import type { PlatformConfig } from '@hormesis/platform';
import { openLog } from '@hormesis/platform/open-log';
import type { BacktestNews, BacktestTask } from './backtest-task.js';
import { CannotReplay } from './cannot-replay.js';
import { performBacktest } from './perform-backtest.js';

const config = workerData as PlatformConfig;
const name = 'learning-backtest';
const tell = (news: BacktestNews) => parentPort?.postMessage(news);
const tellEvery = 0.005;

const db = new Database(config.databaseUrl, { maxConnections: 2, applicationName: `hormesis-${name}` });
const log = await openLog(config, db, name);

parentPort?.on('message', (task: BacktestTask) => void run(task));

async function run(task: BacktestTask): Promise<void> {
  let told = 0;
  const onProgress = (share: number) => {
    if (share - told < tellEvery) return;
    told = share;
    tell({ kind: 'progress', share });
  };
  try {
    const took = { readMs: 0, replayMs: 0 };
    const reports = await performBacktest(task, { db, log, onProgress, took });
    tell({ kind: 'done', outcome: { reports, took } });
  } catch (error) {
    const isForeseen = error instanceof CannotReplay || error instanceof BadPolicy;
    tell(
      isForeseen
        ? { kind: 'impossible', because: error.message }
        : { kind: 'failed', error: cloneable(error) },
    );
  }
}

/** An error as it can be sent: its class and causes may not be. */
function cloneable(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return Object.assign(new Error(error.message), { stack: error.stack });
}
