import { parentPort, workerData } from 'node:worker_threads';
import { BadPolicy } from '@hormesis/backtest';
import { Database } from '@hormesis/database';
import type { PlatformConfig } from '@hormesis/platform';
import { openLog } from '@hormesis/platform/open-log';
import type { BacktestNews, BacktestTask } from './backtest-task.js';
import { CannotReplay } from './cannot-replay.js';
import { performBacktest } from './perform-backtest.js';

const { config, task } = workerData as { config: PlatformConfig; task: BacktestTask };
const name = 'learning-backtest';
const tell = (news: BacktestNews) => parentPort?.postMessage(news);

const db = new Database(config.databaseUrl, { maxConnections: 2, applicationName: `hormesis-${name}` });
const log = await openLog(config, db, name);
try {
  let told = 0;
  const reports = await performBacktest(task, {
    db,
    log,
    onProgress: (share) => {
      if (share - told < 0.005) return;
      told = share;
      tell({ kind: 'progress', share });
    },
  });
  tell({ kind: 'done', reports });
} catch (error) {
  if (!(error instanceof CannotReplay || error instanceof BadPolicy)) throw error;
  tell({ kind: 'impossible', because: error.message });
} finally {
  await log.close();
  await db.close();
}
