import type { Columns } from './columns.js';
import { lowerBound } from './search-sorted.js';
import { type TimeRange, toPixel, toTime } from './time-range.js';

/** The entry of the lane nearest to `x`, at most `radius` pixels away; of equally near ones the gravest. */
export function hitTest(
  columns: Columns,
  range: TimeRange,
  width: number,
  lane: number,
  x: number,
  radius = 10,
): number | undefined {
  const end = lowerBound(columns.times, toTime(range, width, x + radius) + 1);
  let best: number | undefined;
  let bestDistance = radius;
  for (let index = lowerBound(columns.times, toTime(range, width, x - radius)); index < end; index++) {
    if (columns.lane[index] !== lane) continue;
    const distance = Math.abs(toPixel(range, width, columns.times[index] ?? 0) - x);
    const graver = best !== undefined && (columns.outcome[index] ?? 0) > (columns.outcome[best] ?? 0);
    if (distance < bestDistance || (distance === bestDistance && (best === undefined || graver))) {
      best = index;
      bestDistance = distance;
    }
  }
  return best;
}
