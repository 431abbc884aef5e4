import type { Series } from '../series.js';

/** How many samples of a series stand at or before `time` and were known at `now`, found from scratch. */
export function knownSamples(series: Series, time: number, now: number): number {
  const { times, seenAt } = series;
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(times[middle]) <= time && (seenAt === undefined || Number(seenAt[middle]) <= now))
      low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same, found from an earlier answer that cannot have been too high. */
export function moreKnownSamples(
  times: ArrayLike<number>,
  seenAt: ArrayLike<number> | undefined,
  length: number,
  from: number,
  time: number,
  now: number,
): number {
  let count = from;
  if (seenAt === undefined) while (count < length && (times[count] as number) <= time) count++;
  else while (count < length && (times[count] as number) <= time && (seenAt[count] as number) <= now) count++;
  return count;
}

/** The first of the samples before `end` that stands after `time`. */
export function firstAfter(times: ArrayLike<number>, time: number, end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (Number(times[middle]) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}
