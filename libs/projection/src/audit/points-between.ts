import { spacing } from './sighting-queue.js';

/** Where points are kept on the way. */
export function pointsBetween(from: number, to: number): number[] {
  const first = (Math.floor(from / spacing) + 1) * spacing;
  const points: number[] = [];
  for (let at = first; at <= to && points.length < 20; at += spacing) points.push(at);
  return points;
}
