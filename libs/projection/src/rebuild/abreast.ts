import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from '@hormesis/database';
import type { Position } from '@hormesis/log';
import type { BuildRow } from '../builds/build-row.js';
import { distance } from '../status/behind.js';
import { offsetOn, type Place, placesOf } from './places.js';
import { ReplayHere } from './replay/replay-here.js';
import type { ReplaySource } from './replay/replay-partition.js';
import type { ReplayTask } from './replay/replay-task.js';
import { runTasks } from './replay/run-tasks.js';

/** The live build may be ahead by so many records when it is held up: they are taken in within moments. */
const nearRecords = 500;
/** How long the live build is held up at the most. */
const holdMs = 2_000;
const pauseMs = 100;

export type AbreastOptions = {
  signal: AbortSignal;
  onError: (error: unknown) => void;
  /** How long to wait for a live build that is behind the new one. */
  patienceMs: number;
};

/** Whether the build may be further than the live one, or has to stand at the very same place. */
export type Where = 'there or further' | 'exactly there';

/** The live build does not come to where the new one is. */
export class LiveBuildStandsStill extends Error {
  override readonly name = 'LiveBuildStandsStill';
}

/**
 * Brings a build to where the live one stands, and does `work` while they stand there: the live build's checkpoints are
 * locked by the transaction, so its writers wait. That takes moments: the build is brought near before.
 * @throws {LiveBuildStandsStill} if the live build is behind, and stays so
 */
export async function abreast<T>(
  source: ReplaySource,
  { live, row }: { live: BuildRow; row: BuildRow },
  { signal, onError, patienceMs }: AbreastOptions,
  where: Where,
  work: (tx: Transaction, places: readonly Place[]) => Promise<T>,
): Promise<T> {
  const lane = source.db.lane();
  try {
    return await whenAbreast(
      { ...source, lane },
      { live, row },
      { signal, onError, patienceMs },
      where,
      work,
    );
  } finally {
    await lane.close();
  }
}

/** The connection is there before anybody is held up. */
async function whenAbreast<T>(
  source: ReplaySource,
  { live, row }: { live: BuildRow; row: BuildRow },
  { signal, onError, patienceMs }: AbreastOptions,
  where: Where,
  work: (tx: Transaction, places: readonly Place[]) => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    await approach(source, live, row, { signal, onError });
    const done = await source.db.transaction(async (tx) => {
      await tx.query(`SET LOCAL lock_timeout = '5s'`);
      const places = await placesOf(tx, live, 'lock');
      const held = AbortSignal.any([signal, AbortSignal.timeout(holdMs)]);
      await catchUp(source, row, places, { signal: held, onError });
      const own = await placesOf(tx, row);
      return areAbreast(places, own, where) ? { result: await work(tx, places) } : undefined;
    });
    if (done) return done.result;
    if (performance.now() > deadline)
      throw standsStill(live, await placesOf(source.db, live), await placesOf(source.db, row));
    await sleep(pauseMs, undefined, { signal });
  }
}

function areAbreast(live: readonly Position[], own: readonly Position[], where: Where): boolean {
  const isThere = live.every((place) => offsetOn(own, place) >= place.offset);
  return (
    isThere && (where === 'there or further' || own.every((place) => offsetOn(live, place) >= place.offset))
  );
}

/** Takes records in until the live build is not far ahead. */
async function approach(
  source: ReplaySource,
  live: BuildRow,
  row: BuildRow,
  hooks: Pick<AbreastOptions, 'signal' | 'onError'>,
): Promise<void> {
  while (!hooks.signal.aborted) {
    const places = await placesOf(source.db, live);
    if (distance(await placesOf(source.db, row), places) <= nearRecords) return;
    await catchUp(source, row, places, hooks);
  }
}

/** Takes records in up to these places. */
async function catchUp(
  source: ReplaySource,
  row: BuildRow,
  places: readonly Position[],
  { signal, onError }: Pick<AbreastOptions, 'signal' | 'onError'>,
): Promise<void> {
  const own = await placesOf(source.db, row);
  const { projection, build, relation } = row;
  const builds = [{ projection, build, relation, isLoading: false }];
  const tasks = places.flatMap((place): ReplayTask[] => {
    const { topic, partition, offset } = place;
    return offsetOn(own, place) < offset ? [{ topic, partition, builds, until: offset }] : [];
  });
  await runTasks(new ReplayHere(source), tasks, { signal, onError, onProgress: () => undefined });
}

function standsStill(live: BuildRow, places: readonly Place[], own: readonly Place[]): LiveBuildStandsStill {
  const behind = own.filter((place) => offsetOn(places, place) < place.offset);
  const where = behind.map(({ topic, partition }) => `${topic}/${partition}`).join(', ');
  return new LiveBuildStandsStill(
    `The live build of ${live.projection} does not take in ${where}, where the new build is further.`,
  );
}
