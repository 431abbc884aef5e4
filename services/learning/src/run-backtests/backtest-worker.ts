import { parentPort, workerData } from 'node:worker_threads';
import { BadPolicy } from '@hormesis/backtest';
import { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import type { PlatformConfig } from '@hormesis/platform';
import { openLog } from '@hormesis/platform/open-log';
import { isInfrastructureError } from '@hormesis/projection';
import type { BacktestNews, BacktestTask } from './backtest-task.js';
import { CannotReplay } from './cannot-replay.js';
import { TimelineBehind } from './not-yet.js';
import { performBacktest } from './perform-backtest.js';

const config = workerData as PlatformConfig;
const name = 'learning-backtest';
const tell = (news: BacktestNews) => parentPort?.postMessage(news);
const tellEvery = 0.005;

const db = new Database(config.databaseUrl, { maxConnections: 2, applicationName: `hormesis-${name}` });
let opened: Promise<EventLog> | undefined;

parentPort?.on('message', (task: BacktestTask) => void run(task));

async function run(task: BacktestTask): Promise<void> {
  let told = 0;
  const onProgress = (share: number) => {
    if (share - told < tellEvery) return;
    told = share;
    tell({ kind: 'progress', share });
  };
  try {
    opened ??= openLog(config, db, name);
    const log = await opened;
    const took = { readMs: 0, replayMs: 0 };
    const reports = await performBacktest(task, { db, log, onProgress, took });
    tell({ kind: 'done', outcome: { reports, took } });
  } catch (error) {
    tell(newsOf(error));
  }
}

function newsOf(error: unknown): BacktestNews {
  if (error instanceof CannotReplay || error instanceof BadPolicy)
    return { kind: 'impossible', because: error.message };
  if (error instanceof TimelineBehind) return { kind: 'behind', because: error.message };
  if (error instanceof Error && isInfrastructureError(error)) return { kind: 'away', because: error.message };
  return { kind: 'failed', error: cloneable(error) };
}

/** An error as it can be sent: its class and causes may not be. */
function cloneable(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return Object.assign(new Error(error.message), { stack: error.stack });
}
