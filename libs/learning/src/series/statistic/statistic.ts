/** Something that is watched of a series: a number made of each point and a few before it. NaN where there are too few. */
export type Statistic = { take: (value: number) => number };

/** The largest magnitude of a mean square is at least this: keeps its logarithm finite. */
const faintest = 1e-8;

/** The mean of the last `size` values. */
export function mean(size: number): Statistic {
  if (size === 1) return { take: (value) => value };
  const window = new Float64Array(size);
  let seen = 0;
  let sum = 0;
  return {
    take(value) {
      const place = seen % size;
      sum += value - (window[place] ?? 0);
      window[place] = value;
      seen += 1;
      if (place === 0) sum = total(window);
      return seen < size ? Number.NaN : sum / size;
    },
  };
}

/** The value that more than half of the last `size` reach: `size` is odd. */
export function median(size: number): Statistic {
  const window = new Float64Array(size);
  const sorted: number[] = [];
  let seen = 0;
  return {
    take(value) {
      const place = seen % size;
      if (seen >= size) sorted.splice(placeOf(sorted, window[place] ?? 0), 1);
      sorted.splice(placeOf(sorted, value), 0, value);
      window[place] = value;
      seen += 1;
      return seen < size ? Number.NaN : (sorted[(size - 1) / 2] ?? Number.NaN);
    },
  };
}

/** How much the mean of the last `size` values is above that of the `size` before. */
export function change(size: number): Statistic {
  const now = mean(size);
  const before = mean(size);
  const window = new Float64Array(size);
  let seen = 0;
  return {
    take(value) {
      const place = seen % size;
      const left = window[place] ?? 0;
      window[place] = value;
      seen += 1;
      const latest = now.take(value);
      return seen > size ? latest - before.take(left) : Number.NaN;
    },
  };
}

/** How large the last `size` values are, whatever their sign: the logarithm of their root mean square. */
export function size(count: number): Statistic {
  const squares = mean(count);
  return { take: (value) => 0.5 * Math.log(Math.max(0, squares.take(value * value)) + faintest) };
}

/** How much the last values go up and down from one to the next: the logarithm of the root mean square of the steps. */
export function roughness(count: number): Statistic {
  const steps = size(count);
  let last = Number.NaN;
  return {
    take(value) {
      const step = value - last;
      last = value;
      return Number.isNaN(step) ? Number.NaN : steps.take(step);
    },
  };
}

/** How many values in a row were the same. */
export function sameness(): Statistic {
  let last = Number.NaN;
  let count = 0;
  return {
    take(value) {
      count = value === last ? count + 1 : 1;
      last = value;
      return count;
    },
  };
}

/** How far the value is from what the last few let expect. */
export function surprise(weights: readonly number[]): Statistic {
  const last = new Float64Array(weights.length);
  let seen = 0;
  return {
    take(value) {
      let expected = 0;
      for (const [n, weight] of weights.entries()) expected += weight * (last[n] ?? 0);
      const warm = seen >= weights.length;
      last.copyWithin(1, 0, last.length - 1);
      last[0] = value;
      seen += 1;
      return warm ? value - expected : Number.NaN;
    },
  };
}

function total(window: Float64Array): number {
  let sum = 0;
  for (const value of window) sum += value;
  return sum;
}

function placeOf(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
