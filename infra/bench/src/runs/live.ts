import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import { ProjectionRunner } from '@hormesis/projection';
import { measured } from '../measure/figures.js';
import { freshTables } from '../stage/fresh-tables.js';
import { openLog, storyHeads } from '../stage/open-log.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import { countRows } from './count-rows.js';
import type { RunResult, RunSettings } from './run.js';

const lookEveryMs = 100;

/** The product's runner, in a group, from the beginning of the log to its heads. */
export async function live({ stage }: RunSettings, db: Database): Promise<RunResult> {
  await freshTables(db);
  const log = await openLog(stage, db);
  const projections = [timelineEntry, deploymentState];
  const heads = await storyHeads(log);
  const total = heads.reduce((sum, { offset }) => sum + offset, 0);
  const expected = projections.flatMap(({ name, from }) =>
    heads
      .filter(({ topic }) => (from as readonly string[]).includes(topic))
      .map((head) => ({ name, ...head })),
  );
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const runner = new ProjectionRunner({ db, log, projections, group: `bench-${randomUUID()}`, onError });
  const figures = await measured(stage, async () => {
    await runner.start();
    while (!(await allTaken(db, expected)) && errors.length === 0) await wait(lookEveryMs);
    return total;
  });
  await runner.stop();
  await log.close();
  if (errors.length > 0) throw errors[0];
  return { ...figures, rows: await countRows(db, timelineEntry.table.name, deploymentState.table.name) };
}

type Expected = { name: string; topic: string; partition: number; offset: number };

async function allTaken(db: Database, expected: readonly Expected[]): Promise<boolean> {
  const rows = await db.query<Expected>(
    'select projection as name, topic, partition, next_offset as "offset" from projection.checkpoint',
  );
  const taken = new Map(rows.map((row) => [`${row.name} ${row.topic} ${row.partition}`, row.offset]));
  return expected.every((row) => (taken.get(`${row.name} ${row.topic} ${row.partition}`) ?? 0) >= row.offset);
}
