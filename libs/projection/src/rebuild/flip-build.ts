import { setTimeout as sleep } from 'node:timers/promises';
import { type Queryable, StatementError } from '@hormesis/database';
import { announceBuilds } from '../builds/build-changes.js';
import { type BuildRow, lockBuilds, viewOf } from '../builds/build-row.js';
import type { BuildState } from '../builds/build-state.js';
import { flipView } from '../builds/flip-view.js';
import { raiseEpoch } from '../store/checkpoint.js';
import { type AbreastOptions, abreast } from './abreast.js';
import type { ReplaySource } from './replay/replay-partition.js';

const lockNotAvailable = '55P03';
const pauseMs = 1_000;

/**
 * Puts a build in the place of the live one: in one transaction it is brought to where the live build stands, the view
 * shows its table, and the states change. Waits for readers that hold the view for long, without making others wait
 * behind it for more than a second at a time. `false` if the build is no longer wanted.
 */
export async function flipBuild(
  source: ReplaySource,
  builds: { live: BuildRow; row: BuildRow },
  options: AbreastOptions,
): Promise<boolean> {
  for (;;) {
    try {
      return await abreast(source, builds, options, 'there or further', (tx) => flip(tx, builds, 'building'));
    } catch (error) {
      if (!(error instanceof StatementError) || error.code !== lockNotAvailable) throw error;
      options.onError(error);
      await sleep(pauseMs, undefined, { signal: options.signal });
    }
  }
}

/** `false` if one of the builds is no longer what it was. */
export async function flip(
  tx: Queryable,
  { live, row }: { live: BuildRow; row: BuildRow },
  from: BuildState,
): Promise<boolean> {
  const builds = await lockBuilds(tx, row.projection);
  const stateOf = ({ build }: BuildRow) => builds.find((one) => one.build === build)?.state;
  if (stateOf(row) !== from || stateOf(live) !== 'live') return false;
  await tx.query(`SET LOCAL lock_timeout = '1s'`);
  await flipView(tx, viewOf(row), row.relation);
  await tx.query(
    `UPDATE projection.build SET state = 'kept', keep_until = now() + interval '1 hour'
     WHERE projection = $1 AND build = $2`,
    [live.projection, live.build],
  );
  await tx.query(
    `UPDATE projection.build SET state = 'live', live_at = now(), keep_until = NULL,
       report = report - 'progress' - 'undo' || jsonb_build_object('lastBuild', $3::int)
     WHERE projection = $1 AND build = $2`,
    [row.projection, row.build, Math.max(live.report.lastBuild ?? 0, ...builds.map(({ build }) => build))],
  );
  // A worker may wait for the live build's checkpoint already: it must not write there what the view no longer shows.
  await raiseEpoch(tx, { name: live.projection, build: live.build });
  await announceBuilds(tx, row.projection);
  return true;
}
