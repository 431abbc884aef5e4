import { type Histogram, histogramOf } from './histogram.js';
import type { LatencyWindow } from './latency-window.js';

/**
 * What a window says about latency: the sum over its requests of `ln ms` where the bounds are fine enough to estimate it,
 * else of `ms` itself, with the sum of squares within the window.
 */
export type LatencyValue = {
  count: number;
  sum: number;
  squares: number;
  inLog: boolean;
  histogram?: Histogram;
};

const fewBounds = 4;

export function latencyValue(window: LatencyWindow): LatencyValue | undefined {
  if (!(window.count > 0)) return undefined;
  const histogram = histogramOf(window);
  if (histogram !== undefined && histogram.bounds.length >= fewBounds && histogram.total > 0) {
    return { count: histogram.total, ...logMoments(histogram), inLog: true, histogram };
  }
  const { count, sumMs } = window;
  if (sumMs === undefined || !(sumMs >= 0)) return undefined;
  return { count, sum: sumMs, squares: 0, inLog: false, ...(histogram ? { histogram } : {}) };
}

/** Each bucket stands at the geometric mean of its bounds; the open one half above its lower bound. */
function logMoments({ bounds, counts }: Histogram): { sum: number; squares: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < counts.length; i++) {
    const inBucket = counts[i] ?? 0;
    if (inBucket === 0) continue;
    const value = logMiddle(bounds, i);
    sum += inBucket * value;
    squares += inBucket * value * value;
  }
  return { sum, squares };
}

function logMiddle(bounds: readonly number[], i: number): number {
  const first = Math.max(bounds[0] ?? 1, 1e-3);
  if (i === 0) return Math.log(first * 0.7);
  const low = Math.max(bounds[i - 1] ?? first, 1e-3);
  const high = bounds[i];
  return high === undefined ? Math.log(low * 1.5) : (Math.log(low) + Math.log(high)) / 2;
}
