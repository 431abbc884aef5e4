import type { Database, Queryable } from '@hormesis/database';
import { addToReport, announceBuilds } from './build-changes.js';
import { BuildRefused } from './build-refused.js';
import { type BuildRow, lockBuilds } from './build-row.js';
import { statesInWork } from './build-state.js';
import { giveUp, unknownProjection } from './request-rebuild.js';

export type Decision = {
  projection: string;
  /** Who decides. */
  by?: string | undefined;
};

/**
 * Ends the rebuild of a projection, whatever its state; the live build stays as it is.
 * @throws {BuildRefused} where there is none
 */
export function abortRebuild(db: Database, decision: Decision): Promise<BuildRow> {
  return deciding(db, decision, async (tx, builds) => {
    const build = inWork(builds, decision.projection);
    await giveUp(tx, build);
    return build;
  });
}

/**
 * Lets a build take the place of the live one although its rows differ.
 * @throws {BuildRefused} where none waits for this
 */
export function acceptRebuild(db: Database, decision: Decision): Promise<BuildRow> {
  return deciding(db, decision, async (tx, builds) => {
    const build = inWork(builds, decision.projection);
    if (build.state !== 'differs') {
      throw new BuildRefused(
        'rebuild-not-differing',
        `Build ${build.build} of ${decision.projection} does not wait for a decision: it is ${build.state}.`,
        'Only a build that differs from the live one is accepted.',
      );
    }
    await tx.query(`UPDATE projection.build SET state = 'building' WHERE projection = $1 AND build = $2`, [
      build.projection,
      build.build,
    ]);
    await addToReport(tx, build, { accepted: { by: decision.by ?? null, at: new Date().toISOString() } });
    return build;
  });
}

/**
 * Asks for the build that was live before, while it is still kept.
 * @throws {BuildRefused} where none is kept
 */
export function requestUndo(db: Database, decision: Decision): Promise<BuildRow> {
  return deciding(db, decision, async (tx, builds) => {
    const kept = builds
      .filter(({ state }) => state === 'kept')
      .sort((a, b) => ((a.keepUntil ?? '') < (b.keepUntil ?? '') ? -1 : 1))
      .at(-1);
    if (!kept) {
      throw new BuildRefused(
        'undo-impossible',
        `No earlier build of ${decision.projection} is kept.`,
        'A build is kept for an hour after it was replaced. Rebuild the projection instead.',
      );
    }
    await addToReport(tx, kept, { undo: { by: decision.by ?? null, at: new Date().toISOString() } });
    return kept;
  });
}

function deciding(
  db: Database,
  { projection }: Decision,
  decide: (tx: Queryable, builds: readonly BuildRow[]) => Promise<BuildRow>,
): Promise<BuildRow> {
  return db.transaction(async (tx) => {
    const builds = await lockBuilds(tx, projection);
    if (builds.length === 0) throw await unknownProjection(tx, projection);
    const decided = await decide(tx, builds);
    await announceBuilds(tx, projection);
    return decided;
  });
}

function inWork(builds: readonly BuildRow[], projection: string): BuildRow {
  const found = builds.find(({ state }) => statesInWork.includes(state));
  if (found) return found;
  throw new BuildRefused(
    'rebuild-not-found',
    `No rebuild of ${projection} is in work.`,
    'Its builds are listed under /api/projections.',
  );
}
