import type { RunningDrill } from './drill.js';

/** When a running drill must be over, milliseconds since 1970. */
export function drillEndsBy({ startedAt, order }: RunningDrill): number {
  return Date.parse(startedAt) + order.seconds * 1_000;
}
