import type { Database } from '@hormesis/database';
import { addToReport } from '../builds/build-changes.js';
import { type BuildRow, loadBuilds } from '../builds/build-row.js';
import type { Projection } from '../definition/projection.js';
import { describeError } from '../fold/describe-error.js';
import { flip } from './flip-build.js';
import { isPassing } from './passing-error.js';
import { offsetOn, placesOf } from './places.js';

const patienceMs = 30_000;

/**
 * Puts builds back that somebody wants back. One of this release's version is kept up to date, and is put back as soon
 * as it stands where the live one does; one of another version is put back as it stands. Returns whether one still has
 * to be waited for.
 */
export async function undoRebuilds(db: Database, projections: readonly Projection[]): Promise<boolean> {
  let mustWait = false;
  for (const projection of projections) {
    const builds = await loadBuilds(db, projection.name);
    const row = builds.find(isAskedBack);
    const live = builds.find(({ state }) => state === 'live');
    if (!row?.report.undo || !live) continue;
    const { undo } = row.report;
    try {
      if (await putBack(db, { live, row }, projection.version === row.version)) continue;
      if (Date.now() - Date.parse(undo.at) < patienceMs) mustWait = true;
      else
        throw new Error(
          `Build ${row.build} does not come to where the live one is: see its dead letters and trouble.`,
        );
    } catch (error) {
      if (isPassing(error)) throw error;
      await addToReport(db, row, { undo: { ...undo, error: describeError(error) } });
    }
  }
  return mustWait;
}

/** Whether somebody wants it back, and nothing is known to stand against that. */
export function isAskedBack({ state, report }: BuildRow): boolean {
  return state === 'kept' && report.undo !== undefined && report.undo.error === undefined;
}

function putBack(
  db: Database,
  builds: { live: BuildRow; row: BuildRow },
  isKeptUp: boolean,
): Promise<boolean> {
  const { live, row } = builds;
  return db.transaction(async (tx) => {
    await tx.query(`SET LOCAL lock_timeout = '1s'`);
    const [first, second] = live.build < row.build ? [live, row] : [row, live];
    await placesOf(tx, first, 'lock');
    await placesOf(tx, second, 'lock');
    const own = await placesOf(tx, row);
    const isThere = (await placesOf(tx, live)).every((place) => offsetOn(own, place) >= place.offset);
    if (isKeptUp && !isThere) return false;
    await flip(tx, builds, 'kept');
    return true;
  });
}
