import type { Database, Queryable } from '@hormesis/database';
import { addToReport, announceBuilds } from './build-changes.js';
import { BuildRefused } from './build-refused.js';
import { type BuildRow, loadBuilds, lockBuilds, viewOf } from './build-row.js';
import { statesInWork } from './build-state.js';
import { describeProgress } from './describe-progress.js';

export type RebuildRequest = {
  projection: string;
  /** The version to build. Default: that of whoever carries it out. */
  version?: number | undefined;
  /** Who wants it. */
  by?: string | undefined;
};

/**
 * Asks for a new build beside the live one; whoever runs the projection makes it. A build that has failed is given up.
 * @throws {BuildRefused} where nobody knows the projection, or a rebuild is in work
 */
export function requestRebuild(db: Database, request: RebuildRequest): Promise<BuildRow> {
  const { projection, by } = request;
  return db.transaction(async (tx) => {
    const builds = await lockBuilds(tx, projection);
    const live = builds.find(({ state }) => state === 'live');
    if (!live) throw await unknownProjection(tx, projection);
    const inWork = builds.find(({ state }) => statesInWork.includes(state));
    if (inWork && inWork.state !== 'failed') throw rebuildInWork(inWork);
    if (inWork) await giveUp(tx, inWork);
    const last = Math.max(live.report.lastBuild ?? 0, ...builds.map(({ build }) => build));
    await addToReport(tx, live, { lastBuild: last + 1 });
    await tx.query(
      `INSERT INTO projection.build (projection, build, version, relation, state, requested_by, report)
       VALUES ($1, $2, $3, $4, 'requested', $5, $6::jsonb)`,
      [
        projection,
        last + 1,
        request.version ?? live.version,
        `${viewOf(live)}__${last + 1}`,
        by ?? null,
        JSON.stringify(request.version === undefined ? { anyVersion: true } : {}),
      ],
    );
    await announceBuilds(tx, projection);
    return only(await loadBuilds(tx, projection), last + 1);
  });
}

/** Marks a build as one to be dropped as soon as nobody can be at work on it. */
export async function giveUp(tx: Queryable, { projection, build }: BuildRow): Promise<void> {
  await tx.query(
    `UPDATE projection.build SET state = 'aborted', keep_until = now() + interval '5 s'
     WHERE projection = $1 AND build = $2`,
    [projection, build],
  );
}

export async function unknownProjection(db: Queryable, name: string): Promise<BuildRefused> {
  const known = await db.query<{ projection: string }>(
    `SELECT projection FROM projection.build WHERE state = 'live' ORDER BY projection COLLATE "C"`,
  );
  return new BuildRefused(
    'projection-unknown',
    `There is no projection called ${name}.`,
    known.length === 0
      ? 'None has run yet: start a projector first.'
      : `There are: ${known.map(({ projection }) => projection).join(', ')}.`,
  );
}

function rebuildInWork(build: BuildRow): BuildRefused {
  const { projection, state } = build;
  return state === 'differs'
    ? new BuildRefused(
        'rebuild-in-work',
        `Build ${build.build} of ${projection} is made, differs from the live one, and waits for a decision.`,
        'Accept it, or abort it.',
      )
    : new BuildRefused(
        'rebuild-in-work',
        `Build ${build.build} of ${projection} is already in work: ${describeProgress(build)}.`,
        'Wait for it, or abort it.',
      );
}

function only(builds: readonly BuildRow[], number: number): BuildRow {
  const found = builds.find(({ build }) => build === number);
  if (!found) throw new Error(`Build ${number} is not there, although it was just written.`);
  return found;
}
