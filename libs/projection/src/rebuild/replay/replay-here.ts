import { type ReplaySource, replayPartition } from './replay-partition.js';
import type { Replayer, ReplayHooks, ReplayTask } from './replay-task.js';

/** Replays in this thread. */
export class ReplayHere implements Replayer {
  readonly width = 2;

  constructor(private readonly source: ReplaySource) {}

  run(task: ReplayTask, hooks: ReplayHooks): Promise<void> {
    return replayPartition(this.source, task, hooks);
  }

  async close(): Promise<void> {}
}
