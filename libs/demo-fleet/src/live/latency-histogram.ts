/** Upper bounds, milliseconds. */
const bounds = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 10_000];
/** Spread of the logarithm: the 95th percentile is about 2.1 times the median. */
const sigma = 0.45;

export type LatencyHistogram = { count: number; sumMs: number; le: Record<string, number> };

/** Latencies of so many requests around a median, as a histogram with cumulative counts. */
export function latencyHistogram(count: number, medianMs: number): LatencyHistogram {
  const le = Object.fromEntries(
    bounds.map((bound) => [
      String(bound),
      Math.round(count * normalShare(Math.log(bound / medianMs) / sigma)),
    ]),
  );
  return { count, sumMs: Math.round(count * medianMs * Math.exp(sigma ** 2 / 2)), le };
}

/** The share of a normal distribution below z, by a logistic curve that is off by at most 0.01. */
function normalShare(z: number): number {
  return 1 / (1 + Math.exp(-1.5976 * z - 0.070_565 * z ** 3));
}
