import type { Histogram } from './histogram.js';

/** Bounds of the histogram beyond which about 1 in 20 and 1 in 100 requests were in the past. */
export type TailBounds = readonly [p95: number, p99: number];

/** Counts a bound, over many windows. */
export type TailHistory = { total: number; above: Record<string, number> };

export function learnTails(history: TailHistory, { bounds, counts, total }: Histogram): void {
  history.total += total;
  let slower = total;
  for (let i = 0; i < bounds.length; i++) {
    slower -= counts[i] ?? 0;
    const bound = String(bounds[i]);
    history.above[bound] = (history.above[bound] ?? 0) + slower;
  }
}

/** @returns undefined while fewer than 300 requests were seen, or when no bound has a tail */
export function tailBoundsOf({ total, above }: TailHistory): TailBounds | undefined {
  if (total < 300) return undefined;
  const shares = Object.entries(above)
    .map(([bound, count]) => ({ bound: Number(bound), share: count / total }))
    .filter(({ share }) => share > 0 && share < 0.35);
  const nearest = (wanted: number) =>
    shares.reduce<{ bound: number; off: number } | undefined>((best, { bound, share }) => {
      const off = Math.abs(Math.log(share / wanted));
      return best === undefined || off < best.off ? { bound, off } : best;
    }, undefined);
  const p95 = nearest(0.05);
  const p99 = nearest(0.01);
  return p95 === undefined || p99 === undefined ? undefined : [p95.bound, p99.bound];
}

/** How many of a window were slower than a bound. */
export function slowerThan({ bounds, counts }: Histogram, bound: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    if (i === 0 || (bounds[i - 1] ?? 0) < bound) continue;
    sum += counts[i] ?? 0;
  }
  return sum;
}
