import type { Position } from '@hormesis/log';
import { isLoading } from './make-indexes.js';
import type { Making } from './making.js';
import { offsetOn, placesOf } from './places.js';
import type { ReplaySource } from './replay/replay-partition.js';
import type { ReplayBuild, Replayer, ReplayTask } from './replay/replay-task.js';
import { runTasks } from './replay/run-tasks.js';

/** Nearer than this (records) nothing is gained by one more pass: others come meanwhile. */
const near = 2_000;

/** Takes the log into builds, up to near its heads as they are at the end. */
export async function replayToHeads(
  source: ReplaySource,
  makings: readonly Making[],
  replayer: Replayer,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  for (let passes = 0; !signal.aborted; passes += 1) {
    const wanted = makings.filter(({ isWanted }) => isWanted);
    const { tasks, left } = await tasksOf(source, wanted);
    if (left === 0 || (passes > 0 && left <= near)) return;
    const ofTopic = new Map(tasks.map((task) => [task, 0]));
    await runTasks(replayer, tasks, {
      signal: AbortSignal.any([signal, ...wanted.map((making) => making.signal)]),
      onError,
      onProgress: (task, _nextOffset, records) => {
        const more = records - (ofTopic.get(task) ?? 0);
        ofTopic.set(task, records);
        for (const making of wanted) {
          if (task.builds.some(({ projection }) => projection === making.row.projection))
            making.advance(more);
        }
      },
    });
  }
}

/** One task for each partition on which one of them is behind; `left`: the records of all of them. */
async function tasksOf(
  source: ReplaySource,
  makings: readonly Making[],
): Promise<{ tasks: ReplayTask[]; left: number }> {
  const places = new Map<string, readonly Position[]>();
  const builds: { making: Making; build: ReplayBuild }[] = [];
  for (const making of makings) {
    const { projection, build, relation } = making.row;
    places.set(projection, await placesOf(source.db, making.row));
    builds.push({
      making,
      build: { projection, build, relation, isLoading: await isLoading(source.db, making.row) },
    });
  }
  const topics = [...new Set(makings.flatMap(({ projection }) => projection.from))];
  const heads = (await Promise.all(topics.map((topic) => source.log.heads(topic)))).flat();
  let left = 0;
  const tasks = heads.flatMap((head): ReplayTask[] => {
    const { topic, partition, offset: until } = head;
    const behind = builds.filter(
      ({ making, build }) =>
        (making.projection.from as readonly string[]).includes(topic) &&
        offsetOn(places.get(build.projection) ?? [], head) < until,
    );
    if (behind.length === 0) return [];
    const from = Math.min(...behind.map(({ build }) => offsetOn(places.get(build.projection) ?? [], head)));
    left += until - from;
    return [{ topic, partition, until, builds: behind.map(({ build }) => build) }];
  });
  return { tasks: tasks.toSorted((a, b) => b.until - a.until), left };
}
