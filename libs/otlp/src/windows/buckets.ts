import type { ExponentialPoint, HistogramPoint } from '../messages/metrics.js';

/** How many values fell where. Explicit: one count more than there are upper bounds. */
export type Buckets =
  | { kind: 'explicit'; bounds: readonly number[]; counts: readonly number[] }
  | { kind: 'exponential'; scale: number; zeros: number; offset: number; counts: readonly number[] };

/** Bounds that are a factor of √2 apart: always the same ones, so that windows can be compared. */
export const finestScale = 1;

export function explicitBuckets({ bucketCounts, explicitBounds }: HistogramPoint): Buckets | undefined {
  const fits = bucketCounts.length > 0 && bucketCounts.length === explicitBounds.length + 1;
  return fits ? { kind: 'explicit', bounds: explicitBounds, counts: bucketCounts } : undefined;
}

/** Values below zero count as zero: durations have none. */
export function exponentialBuckets({ scale, zeroCount, positive, negative }: ExponentialPoint): Buckets {
  const below = (negative?.bucketCounts ?? []).reduce((sum, count) => sum + count, 0);
  const { offset, bucketCounts: counts } = positive ?? { offset: 0, bucketCounts: [] };
  return atScale({ kind: 'exponential', scale, zeros: zeroCount + below, offset, counts }, finestScale);
}

/**
 * What was counted from `before` to `after`; `undefined` if the two cannot be compared: other bounds, or fewer than
 * before.
 */
export function increase(after: Buckets, before: Buckets): Buckets | undefined {
  if (after.kind === 'explicit') {
    if (before.kind !== 'explicit' || !sameNumbers(after.bounds, before.bounds)) return undefined;
    const counts = after.counts.map((count, n) => count - (before.counts[n] ?? 0));
    return counts.every((count) => count >= 0) ? { ...after, counts } : undefined;
  }
  if (before.kind !== 'exponential') return undefined;
  const now = atScale(after, before.scale);
  const then = atScale(before, after.scale);
  const reached =
    then.offset >= now.offset && then.offset + then.counts.length <= now.offset + now.counts.length;
  if (!reached && then.counts.some((count) => count > 0)) return undefined;
  const zeros = now.zeros - then.zeros;
  const counts = now.counts.map((count, n) => count - (then.counts[now.offset + n - then.offset] ?? 0));
  return zeros >= 0 && counts.every((count) => count >= 0) ? { ...now, zeros, counts } : undefined;
}

/** Both together, if their bounds are the same; a wider scale is taken for both. */
export function sumOf(one: Buckets, other: Buckets): Buckets | undefined {
  if (one.kind === 'explicit') {
    if (other.kind !== 'explicit' || !sameNumbers(one.bounds, other.bounds)) return undefined;
    return { ...one, counts: one.counts.map((count, n) => count + (other.counts[n] ?? 0)) };
  }
  if (other.kind !== 'exponential') return undefined;
  const [ours, theirs] = [atScale(one, other.scale), atScale(other, one.scale)];
  const offset = Math.min(ours.offset, theirs.offset);
  const end = Math.max(ours.offset + ours.counts.length, theirs.offset + theirs.counts.length);
  const at = ({ offset: begin, counts }: Exponential, n: number) => counts[offset + n - begin] ?? 0;
  const counts = Array.from({ length: end - offset }, (_, n) => at(ours, n) + at(theirs, n));
  return { ...ours, zeros: ours.zeros + theirs.zeros, offset, counts };
}

type Exponential = Extract<Buckets, { kind: 'exponential' }>;

/** The same in buckets of that scale, unless they are wider already: 2^n neighbours become one. */
function atScale(buckets: Exponential, scale: number): Exponential {
  const shift = buckets.scale - scale;
  if (shift <= 0) return buckets;
  const width = 2 ** shift;
  const offset = Math.floor(buckets.offset / width);
  const counts: number[] = [];
  for (const [n, count] of buckets.counts.entries()) {
    const at = Math.floor((buckets.offset + n) / width) - offset;
    counts[at] = (counts[at] ?? 0) + count;
  }
  return { ...buckets, scale, offset, counts };
}

function sameNumbers(some: readonly number[], others: readonly number[]): boolean {
  if (some === others) return true;
  return some.length === others.length && some.every((number, n) => number === others[n]);
}
