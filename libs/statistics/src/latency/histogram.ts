import type { LatencyWindow } from './latency-window.js';

/** Counts a bucket, in order of their upper bounds; the last bucket has no upper bound. */
export type Histogram = { bounds: number[]; counts: number[]; total: number };

/**
 * Reads the bounds of a window. Bounds are cumulative, as in Prometheus; counts a bucket are recognised, because they
 * decrease, or because they add up to the count where cumulative ones would end at it.
 * @returns undefined where there are fewer than two finite bounds
 */
export function histogramOf({ count, le }: LatencyWindow): Histogram | undefined {
  if (le === undefined) return undefined;
  const entries = Object.entries(le)
    .map(([bound, value]): [number, number] => [boundOf(bound), value])
    .filter(([bound, value]) => !Number.isNaN(bound) && Number.isFinite(value))
    .sort(([a], [b]) => a - b);
  const finite = entries.filter(([bound]) => Number.isFinite(bound));
  if (finite.length < 2) return undefined;
  const values = entries.map(([, value]) => value);
  const buckets = isPerBucket(values, count) ? values : differences(values);
  const bounds = finite.map(([bound]) => bound);
  const counts = buckets.slice(0, bounds.length).map((value) => Math.max(0, value));
  const below = counts.reduce((sum, value) => sum + value, 0);
  const total = Math.max(count, below);
  counts.push(total - below);
  return { bounds, counts, total };
}

function isPerBucket(values: readonly number[], count: number): boolean {
  let sum = 0;
  let last = 0;
  for (const value of values) {
    if (value < last) return true;
    last = value;
    sum += value;
  }
  return last < count && sum === count;
}

function differences(values: readonly number[]): number[] {
  return values.map((value, i) => value - (i === 0 ? 0 : (values[i - 1] ?? 0)));
}

function boundOf(text: string): number {
  return /^\+?inf(inity)?$/i.test(text.trim()) ? Number.POSITIVE_INFINITY : Number(text);
}
