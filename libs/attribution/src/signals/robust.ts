/** The middle value; `NaN` of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean without the most extreme tenth at either end, at least one value each from six on. */
export function trimmedMean(values: readonly number[]): number {
  if (values.length < 6) return mean(values);
  const cut = Math.max(1, Math.floor(values.length / 10));
  return mean([...values].sort((a, b) => a - b).slice(cut, -cut));
}

/** The spread that a normal distribution of the same median absolute deviation has. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)));
}

export function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/** Correlation of two equally long lists; 0 if either does not vary. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const mx = mean(xs);
  const my = mean(ys);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let n = 0; n < xs.length; n += 1) {
    const dx = (xs[n] as number) - mx;
    const dy = (ys[n] as number) - my;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Ranks from 0; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const result = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let n = from; n <= to; n += 1) result[order[n]?.index ?? 0] = (from + to) / 2;
    from = to + 1;
  }
  return result;
}

/**
 * Evidence of a deviation of so many standard errors: nothing up to `from`, then growing with its logarithm, so that no
 * single measure decides alone.
 */
export function squash(z: number, from = 2): number {
  return Number.isFinite(z) ? Math.log1p(Math.min(Math.max(0, z - from), 60)) : z > 0 ? Math.log1p(60) : 0;
}
