import type { LearnPoint } from '../../src/series/series-learner.js';
import { SeriesLearner, type Taught } from '../../src/series/series-learner.js';

export const minute = 60_000;
export const begin = Date.UTC(2026, 0, 5);

/** The time of the n-th point. */
export const at = (n: number) => begin + n * minute;

/** Numbers that are the same for a seed: about normal, of mean 0 and deviation 1. */
export function noise(seed: number): () => number {
  let state = seed * 2_654_435_761 + 12_345;
  const fraction = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
  return () => Array.from({ length: 12 }, fraction).reduce((sum, one) => sum + one, -6);
}

/** One point a minute. A value that is undefined is no point. */
export function series(length: number, value: (n: number) => number | undefined | null): LearnPoint[] {
  return Array.from({ length }, (_, n) => ({ t: at(n), value: value(n) })).flatMap(({ t, value: one }) =>
    one === undefined ? [] : [{ t, value: one }],
  );
}

/** A stretch of points, both ends included. */
export type Stretch = [first: number, last: number];

export const isIn = (n: number, stretches: readonly Stretch[]) =>
  stretches.some(([first, last]) => n >= first && n <= last);

/** Learns from the first stretch as soon as it is over. Returns what was taught, and the indices at which the alert fired. */
export function learnt(
  points: readonly LearnPoint[],
  [first, last]: Stretch,
): { taught: Taught; fired: number[] } {
  const learner = new SeriesLearner();
  const fired: number[] = [];
  let taught: Taught | undefined;
  for (const point of points) {
    if (taught === undefined && point.t > at(last)) {
      taught = learner.learn(at(last), { from: at(first), to: at(last) });
    }
    const one = learner.take(point);
    if (one !== undefined) fired.push((one.t - begin) / minute);
  }
  return { taught: taught ?? learner.learn(at(last), { from: at(first), to: at(last) }), fired };
}

export function proposalOf(taught: Taught) {
  if (taught.kind !== 'proposed') throw new TypeError(`Not proposed: ${JSON.stringify(taught)}`);
  return taught.proposal;
}
