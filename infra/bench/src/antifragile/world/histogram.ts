import type { Dice } from './dice.js';

/** Upper bounds, milliseconds. */
const bounds = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];
/** Spread of the logarithm: the 95th percentile is about 2.1 times the median. */
const sigma = 0.45;

export type Histogram = { count: number; sumMs: number; le: Record<string, number> };

/** A share of the requests, and the median of their latency in milliseconds. */
export type Latencies = readonly { share: number; medianMs: number }[];

/** Latencies of so many requests, drawn bound by bound; counts are cumulative. */
export function histogram(dice: Dice, count: number, latencies: Latencies): Histogram {
  const le: Record<string, number> = {};
  let below = 0;
  let left = count;
  let share = 0;
  for (const bound of bounds) {
    let upTo = 0;
    for (const { share: part, medianMs } of latencies)
      upTo += part * normalShare(Math.log(bound / medianMs) / sigma);
    const drawn =
      share >= 1 ? 0 : dice.binomial(left, Math.min(1, Math.max(0, (upTo - share) / (1 - share))));
    below += drawn;
    left -= drawn;
    share = upTo;
    le[bound] = below;
  }
  return { count, sumMs: sumOf(dice, count, latencies), le };
}

function sumOf(dice: Dice, count: number, latencies: Latencies): number {
  if (count === 0) return 0;
  let mean = 0;
  let square = 0;
  for (const { share, medianMs } of latencies) {
    mean += share * medianMs * Math.exp(sigma ** 2 / 2);
    square += share * medianMs ** 2 * Math.exp(2 * sigma ** 2);
  }
  const spread = Math.sqrt(Math.max(0, square - mean ** 2) * count);
  return Math.max(1, Math.round(count * mean + spread * dice.normal()));
}

/** The share of a normal distribution below z, by a logistic curve that is off by at most 0.01. */
function normalShare(z: number): number {
  return 1 / (1 + Math.exp(-1.5976 * z - 0.070_565 * z ** 3));
}
