import type { Replayer, ReplayHooks, ReplayTask } from './replay-task.js';

export type TaskHooks = Pick<ReplayHooks, 'signal' | 'onError'> & {
  onProgress: (task: ReplayTask, nextOffset: number, records: number) => void;
};

/** Does all tasks, the largest first, as many at a time as the replayer can. Rejects with the first that failed. */
export async function runTasks(
  replayer: Replayer,
  tasks: readonly ReplayTask[],
  { signal, onError, onProgress }: TaskHooks,
): Promise<void> {
  const waiting = [...tasks];
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const lane = async () => {
    for (let task = waiting.shift(); task && !both.aborted; task = waiting.shift()) {
      const own = task;
      const hooks = {
        signal: both,
        onError,
        onProgress: (...at: [number, number]) => onProgress(own, ...at),
      };
      await replayer.run(own, hooks);
    }
  };
  const lanes = Array.from({ length: Math.min(replayer.width, tasks.length) }, lane);
  const ended = await Promise.allSettled(
    lanes.map((one) =>
      one.catch((error: unknown) => {
        failed.abort();
        throw error;
      }),
    ),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
