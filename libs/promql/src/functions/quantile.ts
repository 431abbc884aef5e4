/** The quantile of the first `count` values, which it sorts; NaN stands below every number. */
export function quantileOf(fraction: number, values: Float64Array, count: number): number {
  if (count === 0 || Number.isNaN(fraction)) return Number.NaN;
  if (fraction < 0) return Number.NEGATIVE_INFINITY;
  if (fraction > 1) return Number.POSITIVE_INFINITY;
  sortNaNFirst(values, count);
  const rank = fraction * (count - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(count - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (values[lower] as number) * (1 - weight) + (values[upper] as number) * weight;
}

function sortNaNFirst(values: Float64Array, count: number): void {
  const used = values.subarray(0, count).sort();
  let numbers = count;
  while (numbers > 0 && Number.isNaN(used[numbers - 1])) numbers--;
  if (numbers === count) return;
  used.copyWithin(count - numbers, 0, numbers);
  used.fill(Number.NaN, 0, count - numbers);
}
