import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Lane } from '@hormesis/database';
import { type EventLog, Fenced, type LogBatch } from '@hormesis/log';
import type { Projection } from '../../definition/projection.js';
import { PartitionKeeper } from '../../runner/partition-keeper.js';
import { PartitionLoader } from '../load/partition-loader.js';
import { isPassing } from '../passing-error.js';
import { buildOf, type ReplayHooks, type ReplayTask } from './replay-task.js';

/** What a replay works with. */
export type ReplaySource = {
  db: Database;
  log: EventLog;
  projections: readonly Projection[];
  /** Largest number of records taken in at once. Default 500: what is alive at a time stays small. */
  maxRecords?: number;
  /** A connection to write on; it stays its owner's to close. Default: one of its own for each task. */
  lane?: Lane;
};

const firstPauseMs = 100;
const longestPauseMs = 10_000;

/**
 * Takes a partition into builds, from where they stand up to an offset. Trouble with database or log is waited out;
 * an event that cannot be taken in is parked. The next batch is read while one is taken in. Rejects with what will not
 * pass.
 */
export async function replayPartition(
  source: ReplaySource,
  task: ReplayTask,
  hooks: ReplayHooks,
): Promise<void> {
  const lane = source.lane ?? source.db.lane();
  const replay = new Replay(source, task, hooks, new PartitionKeeper(source.db, lane, task));
  try {
    for (let pause = firstPauseMs; !hooks.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        if (await replay.run()) return;
        pause = firstPauseMs / 2;
      } catch (error) {
        if (!isPassing(error)) throw error;
        hooks.onError(error);
        await sleep(pause, undefined, { signal: hooks.signal }).catch(() => undefined);
      }
    }
  } finally {
    if (lane !== source.lane) await lane.close();
  }
}

/** One task. Whoever fails is careful at the next try, so it is kept for as long as the task. */
class Replay {
  private readonly loader: PartitionLoader;
  private taken = 0;

  constructor(
    private readonly source: ReplaySource,
    private readonly task: ReplayTask,
    private readonly hooks: ReplayHooks,
    private readonly keeper: PartitionKeeper,
  ) {
    this.loader = new PartitionLoader(source.db, task);
  }

  /** `false` if it has to be begun again, for somebody else has moved a checkpoint. */
  async run(): Promise<boolean> {
    const { until } = this.task;
    try {
      let next = await this.place();
      let ahead = this.read(next);
      while (next < until && !this.hooks.signal.aborted) {
        const batch = cut(await ahead, until);
        if (batch.nextOffset <= next) break;
        ahead = this.read(batch.nextOffset);
        await this.loader.take(batch);
        await this.keeper.take(batch);
        next = batch.nextOffset;
        this.taken += batch.records.length;
        this.hooks.onProgress(next, this.taken);
      }
      await ahead;
      await this.keeper.settle();
      return true;
    } catch (error) {
      await this.keeper.settle().catch(() => undefined);
      if (error instanceof Fenced) return false;
      throw error;
    }
  }

  private async place(): Promise<number> {
    const { builds, until } = this.task;
    const of = (isLoading: boolean) =>
      builds.filter((one) => one.isLoading === isLoading).map((one) => buildOf(one, this.source.projections));
    const loaded = await this.loader.place(of(true));
    await this.keeper.place(of(false));
    return Math.min(loaded ?? until, this.keeper.lowest ?? until);
  }

  /** What it rejects with is told when it is awaited. */
  private read(offset: number): Promise<LogBatch> {
    const { topic, partition, until } = this.task;
    const { maxRecords = 500 } = this.source;
    const limit = Math.max(1, Math.min(maxRecords, until - offset));
    const nothing = { topic, partition, records: [], nextOffset: offset, head: offset };
    const reading =
      offset >= until ? Promise.resolve(nothing) : this.source.log.read({ topic, partition, offset }, limit);
    reading.catch(() => undefined);
    return reading;
  }
}

/** Of a batch what lies before `until`; after it, that is where to go on. */
function cut(batch: LogBatch, until: number): LogBatch {
  if (batch.nextOffset <= until) return batch;
  const records = batch.records.filter(({ position }) => position.offset < until);
  return { ...batch, records, nextOffset: until };
}
