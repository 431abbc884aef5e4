import { Database } from '@hormesis/database';
import type { RunName, RunResult, RunSettings } from './run.js';

type Run = (settings: RunSettings, db: Database) => Promise<RunResult>;

/** Loads only what is measured: the product's adapter changes how kafkajs reads, also for others in its process. */
const runs: Record<RunName, () => Promise<Run>> = {
  live: () => import('./live.js').then(({ live }) => live),
  'live-narrow': () => import('./live.js').then(({ liveNarrow }) => liveNarrow),
  'live-all': () => import('./live.js').then(({ liveAll }) => liveAll),
  rebuild: () => import('./rebuild.js').then(({ rebuild }) => rebuild),
  consume: () => import('./consume.js').then(({ consume }) => consume),
  read: () => import('./floors.js').then(({ read }) => read),
  unnest: () => import('./floors.js').then(({ unnest }) => unnest),
  'unnest-narrow': () => import('./floors.js').then(({ unnestNarrow }) => unnestNarrow),
  copy: () => import('./floors.js').then(({ copy }) => copy),
  plain: () => import('./floors.js').then(({ plain }) => plain),
};

process.once('message', async (settings: RunSettings) => {
  const db = new Database(settings.stage.url, { applicationName: 'hormesis-bench' });
  try {
    const run = await runs[settings.name]();
    process.send?.({ result: await run(settings, db) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    await db.close();
    process.disconnect();
  }
});
process.once('disconnect', () => process.exit());
