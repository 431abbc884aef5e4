import type { Database } from '@hormesis/database';
import type { EventLog } from '@hormesis/log';
import type { Projection } from '../definition/projection.js';
import { type Build, buildsInCare } from '../store/build.js';
import { drainRows } from './drain-rows.js';
import { LetterClerk } from './letter-clerk.js';
import { looseRequested, rowsRequested } from './requested.js';
import { retryLoose } from './retry-loose.js';

/** Of how many letters the rows are drained at once. */
const lettersAtOnce = 500;
const looseAtOnce = 50;

/** Looks after the letters of the builds that this release's code keeps: first the rows, then what stands in none. */
export function clerkOfProjections(
  db: Database,
  log: EventLog,
  projections: readonly Projection[],
): LetterClerk {
  return new LetterClerk({
    db,
    names: projections.map(({ name }) => name),
    retry: async ({ name, build: number }, signal) => {
      const builds = await buildsInCare(db, projections);
      const build = builds.find((one) => one.name === name && one.build === number);
      if (!build) return;
      await drainAll(db, build, signal);
      await retryAllLoose(db, log, build, signal);
    },
  });
}

async function drainAll(db: Database, build: Build, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const rows = await rowsRequested(db, build, lettersAtOnce);
    if (rows.length === 0 || !(await drainRows(db, build, rows))) return;
  }
}

async function retryAllLoose(db: Database, log: EventLog, build: Build, signal: AbortSignal): Promise<void> {
  for (;;) {
    const seqs = await looseRequested(db, build, looseAtOnce);
    if (seqs.length === 0) return;
    for (const seq of seqs) {
      if (signal.aborted || !(await retryLoose(db, log, build, seq))) return;
    }
  }
}
