import type { CountedWindow } from '../record/place-windows.js';
import type { Random } from './random.js';

/** What one window counted, without when. */
export type Counts = Pick<CountedWindow, 'total' | 'bad' | 'latency'>;

export const none: Counts = { total: 0, bad: 0 };

/**
 * What so large a part of the users would have counted: each request is kept with that probability; a share above 1 counts
 * everybody as often as it goes, and thins the rest.
 */
export function scaled(counts: Counts, share: number, random: Random): Counts {
  if (share === 1) return counts;
  const whole = Math.floor(share);
  const part = (count: number) => whole * count + random.binomial(count, share - whole);
  const bad = part(counts.bad);
  const total = bad + part(Math.max(0, counts.total - counts.bad));
  const { latency } = counts;
  return { total, bad, ...(latency ? { latency: scaledLatency(latency, part) } : {}) };
}

/** So many requests of which each is bad with that probability; slow as those that they are modelled on. */
export function drawn(total: number, badShare: number, like: Counts, random: Random): Counts {
  const bad = random.binomial(total, badShare);
  const { latency } = like;
  if (!latency || like.total === 0) return { total, bad };
  const share = total / like.total;
  const whole = Math.floor(share);
  const part = (count: number) => whole * count + random.binomial(count, share - whole);
  return { total, bad, latency: scaledLatency(latency, part) };
}

/** Those that are left of some when a part of them is taken out. */
export function without(all: Counts, part: Counts): Counts {
  const { latency } = all;
  const rest = { total: all.total - part.total, bad: all.bad - part.bad };
  if (!latency || !part.latency) return { ...rest, ...latencyOf(latency) };
  const gone = part.latency;
  const le = Object.fromEntries(
    Object.entries(latency.le).map(([bound, count]) => [bound, Math.max(0, count - (gone.le[bound] ?? 0))]),
  );
  return {
    ...rest,
    latency: {
      count: Math.max(0, latency.count - gone.count),
      sumMs: Math.max(0, latency.sumMs - gone.sumMs),
      le,
    },
  };
}

export function added(one: Counts, other: Counts): Counts {
  const sum = { total: one.total + other.total, bad: one.bad + other.bad };
  const { latency } = one;
  if (!latency || !other.latency) return { ...sum, ...latencyOf(latency ?? other.latency) };
  const le = Object.fromEntries(
    Object.entries(latency.le).map(([bound, count]) => [bound, count + (other.latency?.le[bound] ?? 0)]),
  );
  return {
    ...sum,
    latency: { count: latency.count + other.latency.count, sumMs: latency.sumMs + other.latency.sumMs, le },
  };
}

function latencyOf(latency: Counts['latency']) {
  return latency ? { latency } : {};
}

type Latency = NonNullable<Counts['latency']>;

/** Bucket by bucket, so that it stays cumulative; the mean stays as it is. */
function scaledLatency({ count, sumMs, le }: Latency, part: (count: number) => number): Latency {
  const bounds = Object.entries(le).sort(([a], [b]) => limit(a) - limit(b));
  const kept: Record<string, number> = {};
  let before = 0;
  let sum = 0;
  for (const [bound, cumulative] of bounds) {
    sum += part(Math.max(0, cumulative - before));
    before = Math.max(before, cumulative);
    kept[bound] = sum;
  }
  const all = sum + part(Math.max(0, count - before));
  return { count: all, sumMs: count === 0 ? 0 : (sumMs / count) * all, le: kept };
}

function limit(bound: string): number {
  return bound === '+Inf' ? Number.POSITIVE_INFINITY : Number(bound);
}
