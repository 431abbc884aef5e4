import type { Database } from '@hormesis/database';
import { ReplayHere, ReplayThreads, rebuild as rebuildNow } from '@hormesis/projection';
import { measured } from '../measure/figures.js';
import { openLog } from '../stage/open-log.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import type { Stage } from '../stage/stage.js';
import { seenRows } from './count-rows.js';
import { FirstBatch } from './first-batch.js';
import { Phases } from './phases.js';
import type { Phase, RunResult, RunSettings } from './run.js';

/**
 * New builds beside the live ones, from the begin of the log until readers see them: replayed by a thread a processor,
 * indexed, verified, flipped. The live builds have to be there.
 */
export async function rebuild({ stage, heads, threads }: RunSettings, db: Database): Promise<RunResult> {
  const log = await openLog(stage, db);
  const total = heads.reduce((sum, { offset }) => sum + offset, 0);
  const phases = new Phases(stage);
  const source = { db, log, projections: [timelineEntry, deploymentState] };
  const replayer = new FirstBatch(threads === 0 ? new ReplayHere(source) : replayThreads(stage, threads));
  const errors: unknown[] = [];
  let done: Phase[] = [];
  let fromFirstBatch: number | undefined;
  const figures = await measured(stage, async () => {
    phases.enter('starting');
    const builds = await rebuildNow(source, {
      replayer,
      onProgress: ({ projection }, { phase }) => phases.enter(`${projection}: ${phase}`),
      onError: (error) => void errors.push(error),
    });
    const stuck = builds.filter(({ state }) => state !== 'live');
    if (stuck.length > 0) throw new Error(`Not flipped: ${JSON.stringify(stuck)}`, { cause: errors[0] });
    fromFirstBatch = replayer.rateUntilNow(total);
    done = phases.all();
    return total;
  }).finally(() => replayer.close());
  await log.close();
  return {
    ...figures,
    ...(fromFirstBatch === undefined ? {} : { eventsPerSecondFromFirstBatch: fromFirstBatch }),
    phases: done,
    rows: await seenRows(db, source.projections),
  };
}

function replayThreads(stage: Stage, threads?: number): ReplayThreads {
  const module = new URL('./replay-thread.js', import.meta.url);
  return new ReplayThreads({ module, data: stage, ...(threads === undefined ? {} : { threads }) });
}
