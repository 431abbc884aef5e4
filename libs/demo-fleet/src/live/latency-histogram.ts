/** Upper bounds, milliseconds. */
const bounds = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 10_000];
/** Spread of the logarithm: the 95th percentile is about 2.1 times the median. */
const sigma = 0.45;

export type LatencyHistogram = { count: number; sumMs: number; le: Record<string, number> };

/** Latencies around a median, of which a share is so many times slower. */
export type LatencyMix = { medianMs: number; slowness: number; slowShare: number };

/** Latencies of so many requests, as a histogram with cumulative counts. */
export function latencyHistogram(count: number, mix: LatencyMix): LatencyHistogram {
  const le = Object.fromEntries(
    bounds.map((bound) => [String(bound), Math.round(count * shareBelow(mix, bound))]),
  );
  const { medianMs, slowness, slowShare } = mix;
  const meanMs = medianMs * (1 + (slowness - 1) * slowShare) * Math.exp(sigma ** 2 / 2);
  return { count, sumMs: Math.round(count * meanMs), le };
}

/** The latency that this share of the requests does not pass, milliseconds. */
export function latencyQuantile(mix: LatencyMix, share: number): number {
  let [low, high] = [mix.medianMs / 100, mix.medianMs * mix.slowness * 100];
  for (let step = 0; step < 40; step += 1) {
    const middle = Math.sqrt(low * high);
    if (shareBelow(mix, middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

function shareBelow({ medianMs, slowness, slowShare }: LatencyMix, ms: number): number {
  const below = (median: number) => normalShare(Math.log(ms / median) / sigma);
  return (1 - slowShare) * below(medianMs) + slowShare * below(medianMs * slowness);
}

/** The share of a normal distribution below z, by a logistic curve that is off by at most 0.01. */
function normalShare(z: number): number {
  return 1 / (1 + Math.exp(-1.5976 * z - 0.070_565 * z ** 3));
}
