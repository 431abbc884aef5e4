import type { Database } from '@hormesis/database';
import { ReplayHere, ReplayThreads, rebuild as rebuildNow } from '@hormesis/projection';
import { measured } from '../measure/figures.js';
import { openLog, storyHeads } from '../stage/open-log.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import type { Stage } from '../stage/stage.js';
import { countRows } from './count-rows.js';
import { Phases } from './phases.js';
import type { Phase, RunResult, RunSettings } from './run.js';

/**
 * New builds beside the live ones, from the begin of the log until readers see them: replayed by a thread a processor,
 * indexed, verified, flipped. The live builds have to be there.
 */
export async function rebuild({ stage, threads }: RunSettings, db: Database): Promise<RunResult> {
  const log = await openLog(stage, db);
  const total = (await storyHeads(log)).reduce((sum, { offset }) => sum + offset, 0);
  const phases = new Phases(stage);
  const source = { db, log, projections: [timelineEntry, deploymentState] };
  const replayer = threads === 0 ? new ReplayHere(source) : replayThreads(stage, threads);
  const errors: unknown[] = [];
  let done: Phase[] = [];
  const figures = await measured(stage, async () => {
    phases.enter('starting');
    const builds = await rebuildNow(source, {
      replayer,
      onProgress: ({ projection }, { phase }) => phases.enter(`${projection}: ${phase}`),
      onError: (error) => void errors.push(error),
    });
    const stuck = builds.filter(({ state }) => state !== 'live');
    if (stuck.length > 0) throw new Error(`Not flipped: ${JSON.stringify(stuck)}`, { cause: errors[0] });
    done = phases.all();
    return total;
  }).finally(() => replayer.close());
  await log.close();
  const rows = await countRows(db, timelineEntry.table.name, deploymentState.table.name);
  return { ...figures, phases: done, rows };
}

function replayThreads(stage: Stage, threads?: number): ReplayThreads {
  const module = new URL('./replay-thread.js', import.meta.url);
  return new ReplayThreads({ module, data: stage, ...(threads === undefined ? {} : { threads }) });
}
