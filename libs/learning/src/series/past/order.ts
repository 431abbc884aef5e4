/** The value below which `share` of the sorted numbers lie; NaN where there are none. */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] ?? Number.NaN;
  return low + (place - below) * (high - low);
}

export function medianOf(numbers: ArrayLike<number>): number {
  return quantileOf(Float64Array.from(numbers).sort(), 0.5);
}

/** The first index whose number is at least `limit`; the numbers ascend. */
export function firstFrom(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose number is more than `limit`; the numbers ascend. */
export function firstBehind(ascending: ArrayLike<number>, limit: number): number {
  let index = firstFrom(ascending, limit);
  while (index < ascending.length && (ascending[index] ?? 0) <= limit) index += 1;
  return index;
}
