import { type Histogram, type HistogramForm, histogramOf } from './histogram.js';
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

export function latencyValue(window: LatencyWindow, form?: HistogramForm): LatencyValue | undefined {
  if (!(window.count > 0)) return undefined;
  const histogram = histogramOf(window, form);
  if (histogram !== undefined && histogram.bounds.length >= fewBounds && histogram.total > 0) {
    return { count: histogram.total, ...logMoments(histogram), inLog: true, histogram };
  }
  const { count, sumMs } = window;
  if (sumMs === undefined || !(sumMs >= 0)) return undefined;
  return { count, sum: sumMs, squares: 0, inLog: false, ...(histogram ? { histogram } : {}) };
}

/** Each bucket stands at the geometric mean of its bounds; the open one half above its lower bound. */
function logMoments({ bounds, counts }: Histogram): { sum: number; squares: number } {
  const middles = logMiddles(bounds);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < counts.length; i++) {
    const inBucket = counts[i] ?? 0;
    if (inBucket === 0) continue;
    const value = middles[i] ?? 0;
    sum += inBucket * value;
    squares += inBucket * value * value;
  }
  return { sum, squares };
}

/** Of the bounds seen last: a sender keeps to the same. */
let latest: { bounds: readonly number[]; middles: readonly number[] } = { bounds: [], middles: [] };

function logMiddles(bounds: readonly number[]): readonly number[] {
  if (!areEqual(bounds, latest.bounds)) latest = { bounds, middles: middlesOf(bounds) };
  return latest.middles;
}

function middlesOf(bounds: readonly number[]): number[] {
  const logs = bounds.map((bound) => Math.log(Math.max(bound, 1e-3)));
  const open = (logs.at(-1) ?? 0) + Math.log(1.5);
  return [...logs.map((log, i) => (i === 0 ? log + Math.log(0.7) : ((logs[i - 1] ?? 0) + log) / 2)), open];
}

function areEqual(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}
