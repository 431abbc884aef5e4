export type Quantiles = { count: number; p50: number; p90: number; p99: number; max: number };

/** Nearest-rank quantiles of samples in milliseconds, to a tenth. */
export function quantiles(samples: readonly number[]): Quantiles {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => ofSorted(sorted, share);
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}

/** One of them: 0.999 for the sample that one in a thousand exceeds. */
export function quantile(samples: readonly number[], share: number): number {
  return ofSorted(
    [...samples].sort((one, other) => one - other),
    share,
  );
}

function ofSorted(sorted: readonly number[], share: number): number {
  return round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
