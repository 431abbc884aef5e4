/** Cumulative counts of a histogram, ascending by upper bound. Only the first `size` of each array count. */
export type Buckets = { bounds: Float64Array; counts: Float64Array; size: number };

/** The quantile of a histogram with the given buckets, as Prometheus' bucketQuantile. */
export function bucketQuantile(fraction: number, buckets: Buckets, dialect: '2' | '3'): number {
  const { bounds, counts } = buckets;
  if (Number.isNaN(fraction)) return Number.NaN;
  if (fraction < 0) return Number.NEGATIVE_INFINITY;
  if (fraction > 1) return Number.POSITIVE_INFINITY;
  if (bounds[buckets.size - 1] !== Number.POSITIVE_INFINITY) return Number.NaN;
  mergeEqualBounds(buckets);
  makeMonotonic(buckets, dialect);
  const { size } = buckets;
  if (size < 2) return Number.NaN;
  const observations = counts[size - 1] as number;
  if (observations === 0) return Number.NaN;
  let rank = fraction * observations;
  let found = 0;
  while (found < size - 1 && !((counts[found] as number) >= rank)) found++;
  if (found === size - 1) return bounds[size - 2] as number;
  const upper = bounds[found] as number;
  if (found === 0 && upper <= 0) return upper;
  let lower = 0;
  let inside = counts[found] as number;
  if (found > 0) {
    lower = bounds[found - 1] as number;
    inside -= counts[found - 1] as number;
    rank -= counts[found - 1] as number;
  }
  return lower + (upper - lower) * (rank / inside);
}

function mergeEqualBounds(buckets: Buckets): void {
  const { bounds, counts } = buckets;
  let last = 0;
  for (let index = 1; index < buckets.size; index++) {
    if (bounds[index] === bounds[last]) {
      counts[last] = (counts[last] as number) + (counts[index] as number);
      continue;
    }
    last++;
    bounds[last] = bounds[index] as number;
    counts[last] = counts[index] as number;
  }
  buckets.size = Math.min(buckets.size, last + 1);
}

/** Prometheus 3 also evens out differences that come from rounding only. */
function makeMonotonic({ counts, size }: Buckets, dialect: '2' | '3'): void {
  let before = counts[0] as number;
  for (let index = 1; index < size; index++) {
    const count = counts[index] as number;
    const close =
      dialect === '3' &&
      Math.abs(count - before) <= 1e-12 * Math.min(Math.abs(count) + Math.abs(before), Number.MAX_VALUE);
    if (count < before || close) counts[index] = before;
    else before = count;
  }
}
