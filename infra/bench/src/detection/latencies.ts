import type { Random } from '../traffic/random.js';
import type { WindowLine } from './lines.js';

/** Upper bounds in ms, the default ones of OpenTelemetry's histograms. */
export const bounds: readonly number[] = [
  5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000,
];

const medianMs = 120;
const sigma = 0.8;
const quantileCount = 8192;

type Table = { values: Float64Array; buckets: Uint8Array };

const tables = new Map<number, Table>();
const plain = lognormalQuantiles();

/** How slow requests are: all of them by `factor`, and a share of them by `tailFactor` on top. */
export type Slowness = { factor: number; tailShare: number; tailFactor: number };

/** Lognormal latencies (median 120 ms, sigma 0.8), each multiplied as `slowness` says, as a cumulative histogram. */
export function latenciesOf(
  random: Random,
  count: number,
  slowness: Slowness,
): NonNullable<WindowLine['latency']> {
  const usual = tableOf(slowness.factor);
  const tail = slowness.tailShare > 0 ? tableOf(slowness.factor * slowness.tailFactor) : usual;
  const counts = new Uint32Array(bounds.length + 1);
  let sumMs = 0;
  for (let n = 0; n < count; n += 1) {
    const table = slowness.tailShare > 0 && random.chance(slowness.tailShare) ? tail : usual;
    const drawn = random.next() % quantileCount;
    sumMs += table.values[drawn] ?? 0;
    const bucket = table.buckets[drawn] ?? 0;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { count, sumMs: Math.round(sumMs), le: cumulative(counts) };
}

/** Written out: an object whose numeric names are set one by one costs ten times as much. */
function cumulative(counts: Uint32Array): Record<string, number> {
  let sum = 0;
  const next = (bucket: number) => {
    sum += counts[bucket] ?? 0;
    return sum;
  };
  return {
    5: next(0),
    10: next(1),
    25: next(2),
    50: next(3),
    75: next(4),
    100: next(5),
    250: next(6),
    500: next(7),
    750: next(8),
    1000: next(9),
    2500: next(10),
    5000: next(11),
    7500: next(12),
    10000: next(13),
    '+Inf': next(14),
  };
}

/** Factors that drift are rounded to a hundredth, so that there are few tables. */
function tableOf(factor: number): Table {
  const rounded = Math.round(factor * 100) / 100;
  const known = tables.get(rounded);
  if (known) return known;
  const values = plain.map((value) => value * rounded);
  const table = { values, buckets: Uint8Array.from(values, bucketOf) };
  tables.set(rounded, table);
  return table;
}

function bucketOf(value: number): number {
  const found = bounds.findIndex((bound) => value <= bound);
  return found === -1 ? bounds.length : found;
}

/** The distribution by its quantiles: a draw is one of them. */
function lognormalQuantiles(): Float64Array {
  return Float64Array.from(
    { length: quantileCount },
    (_, n) => medianMs * Math.exp(sigma * normalQuantile((n + 0.5) / quantileCount)),
  );
}

/** By bisection of the normal distribution, whose integral is summed by Simpson's rule: slow, right, and done once. */
function normalQuantile(share: number): number {
  let low = -6;
  let high = 6;
  for (let n = 0; n < 40; n += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function normalShare(z: number): number {
  const steps = 64;
  const width = z / steps;
  let sum = Math.exp(0) + Math.exp((-z * z) / 2);
  for (let n = 1; n < steps; n += 1) sum += (n % 2 === 0 ? 2 : 4) * Math.exp(-((n * width) ** 2) / 2);
  return 0.5 + ((width / 3) * sum) / Math.sqrt(2 * Math.PI);
}
