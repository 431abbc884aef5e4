import type { WatchPoint } from '@hormesis/api';

export const size = { width: 320, height: 96 };
const least = Math.log(0.1);
const most = Math.log(100);

/** Where a lift stands, from the top: ten times better at the bottom, a hundred times worse at the top. */
export function heightOf(lift: number): number {
  const log = Math.min(most, Math.max(least, Math.log(lift)));
  return round(size.height * (1 - (log - least) / (most - least)));
}

/** The outline of the band, as an SVG path: along its upper edge, and back along the lower. */
export function bandPath(points: readonly WatchPoint[]): string {
  const upper = points.map((point, n) => `${across(points, n)},${heightOf(point.high)}`);
  const lower = points.map((point, n) => `${across(points, n)},${heightOf(point.low)}`).reverse();
  return points.length < 2 ? '' : `M${[...upper, ...lower].join('L')}Z`;
}

export function likeliestPath(points: readonly WatchPoint[]): string {
  const along = points.map((point, n) => `${across(points, n)},${heightOf(point.likeliest)}`);
  return points.length < 2 ? '' : `M${along.join('L')}`;
}

function across(points: readonly WatchPoint[], n: number): number {
  const first = points[0]?.t ?? 0;
  const span = Math.max(1, (points.at(-1)?.t ?? 0) - first);
  return round((size.width * ((points[n]?.t ?? 0) - first)) / span);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
