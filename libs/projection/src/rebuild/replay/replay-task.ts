import type { TopicPartition } from '@hormesis/log';
import type { BuildRow } from '../../builds/build-row.js';
import type { Projection } from '../../definition/projection.js';
import type { Build } from '../../store/build.js';

/** A build as a task names it. */
export type ReplayBuild = Pick<BuildRow, 'projection' | 'build' | 'relation'> & {
  /** Whether its table has no key yet, and rows are only copied into it. */
  isLoading: boolean;
};

/** One partition to be taken into some builds, up to an offset. Plain data: it goes to threads. */
export type ReplayTask = TopicPartition & { builds: readonly ReplayBuild[]; until: number };

export type ReplayHooks = {
  signal: AbortSignal;
  /** Told of the offset up to which records were taken in since this task began, and how many those were. */
  onProgress: (nextOffset: number, records: number) => void;
  /** Told of what will be tried again. */
  onError: (error: unknown) => void;
};

/** Does tasks, in this process or beside it. */
export interface Replayer {
  /** How many tasks it can do at a time. */
  readonly width: number;
  /** Resolves when the task is done, or given up because of its signal. */
  run(task: ReplayTask, hooks: ReplayHooks): Promise<void>;
  /** Gives up what it holds, and the tasks that run. It may be used again. */
  close(): Promise<void>;
}

/** The build of that row, with the code of its projection. */
export function buildOf(
  { projection: name, build, relation }: Pick<BuildRow, 'projection' | 'build' | 'relation'>,
  projections: readonly Projection[],
): Build {
  const projection = projections.find((one) => one.name === name);
  if (!projection) throw new Error(`This process has no projection ${name}.`);
  return { projection, name, build, table: { ...projection.table, name: relation } };
}
