import { Database } from '@hormesis/database';
import { consume } from './consume.js';
import { copy, plain, read, unnest } from './floor.js';
import { live } from './live.js';
import { rebuild } from './rebuild.js';
import type { RunName, RunResult, RunSettings } from './run.js';

const runs: Record<RunName, (settings: RunSettings, db: Database) => Promise<RunResult>> = {
  live,
  rebuild,
  consume,
  read,
  unnest,
  copy,
  plain,
};

process.once('message', async (settings: RunSettings) => {
  const db = new Database(settings.stage.url, { applicationName: 'hormesis-bench' });
  try {
    process.send?.({ result: await runs[settings.name](settings, db) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    await db.close();
    process.disconnect();
  }
});
