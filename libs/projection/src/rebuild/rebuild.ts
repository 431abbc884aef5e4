import type { RebuildProgress } from '../builds/build-report.js';
import { type BuildRow, loadBuilds } from '../builds/build-row.js';
import { requestRebuild } from '../builds/request-rebuild.js';
import { carryOut } from './carry-out.js';
import { ReplayHere } from './replay/replay-here.js';
import type { ReplaySource } from './replay/replay-partition.js';
import type { Replayer } from './replay/replay-task.js';

export type RebuildOptions = {
  /** What replays the log. Default: this thread. It stays its owner's to close. */
  replayer?: Replayer;
  signal?: AbortSignal;
  onProgress?: (build: BuildRow, progress: RebuildProgress) => void;
  onError?: (error: unknown, projection: string) => void;
};

/** Rebuilds projections here and now, and resolves with the new builds as they are then: live, or differing, or failed. */
export async function rebuild(source: ReplaySource, options: RebuildOptions = {}): Promise<BuildRow[]> {
  const { db, projections } = source;
  const {
    replayer = new ReplayHere(source),
    signal = new AbortController().signal,
    onProgress,
    onError,
  } = options;
  const requested: BuildRow[] = [];
  for (const { name, version } of projections)
    requested.push(await requestRebuild(db, { projection: name, version }));
  await carryOut(source, requested, { replayer, signal, onProgress, onError });
  const builds = await loadBuilds(db);
  return builds.filter((row) =>
    requested.some(({ projection, build }) => row.projection === projection && row.build === build),
  );
}
