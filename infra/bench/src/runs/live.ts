import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@hormesis/database';
import type { Position } from '@hormesis/log';
import { type Projection, ProjectionRunner } from '@hormesis/projection';
import { readModels } from '@hormesis/read-models';
import { measured } from '../measure/figures.js';
import { freshTables } from '../stage/fresh-tables.js';
import { openLog } from '../stage/open-log.js';
import { deploymentState, timelineEntry } from '../stage/projections.js';
import { seenRows } from './count-rows.js';
import type { RunResult, RunSettings } from './run.js';

const lookEveryMs = 100;

/** The product's runner, in a group, from the beginning of the log to its heads. */
export function live(settings: RunSettings, db: Database): Promise<RunResult> {
  return keep([timelineEntry, deploymentState], settings, db);
}

/** What runs where, alone: the topic of changes into one narrow table. */
export function liveNarrow(settings: RunSettings, db: Database): Promise<RunResult> {
  return keep([deploymentState], settings, db);
}

/** All read models together. */
export function liveAll(settings: RunSettings, db: Database): Promise<RunResult> {
  return keep(readModels, settings, db);
}

async function keep(
  projections: readonly Projection[],
  { stage, heads }: RunSettings,
  db: Database,
): Promise<RunResult> {
  await freshTables(db);
  const log = await openLog(stage, db);
  const expected = projections.flatMap((projection) =>
    readBy(projection, heads).map((head) => ({ name: projection.name, ...head })),
  );
  const read = heads.filter((head) =>
    projections.some((projection) => readBy(projection, [head]).length > 0),
  );
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const runner = new ProjectionRunner({ db, log, projections, group: `bench-${randomUUID()}`, onError });
  const figures = await measured(stage, async () => {
    await runner.start();
    while (!(await allTaken(db, expected)) && errors.length === 0) await wait(lookEveryMs);
    return read.reduce((sum, { offset }) => sum + offset, 0);
  });
  await runner.stop();
  await log.close();
  if (errors.length > 0) throw errors[0];
  return { ...figures, rows: await seenRows(db, projections) };
}

function readBy({ from }: Projection, heads: readonly Position[]): Position[] {
  return heads.filter(({ topic }) => (from as readonly string[]).includes(topic));
}

type Expected = { name: string; topic: string; partition: number; offset: number };

async function allTaken(db: Database, expected: readonly Expected[]): Promise<boolean> {
  const rows = await db.query<Expected>(
    'select projection as name, topic, partition, next_offset as "offset" from projection.checkpoint',
  );
  const taken = new Map(rows.map((row) => [`${row.name} ${row.topic} ${row.partition}`, row.offset]));
  return expected.every((row) => (taken.get(`${row.name} ${row.topic} ${row.partition}`) ?? 0) >= row.offset);
}
