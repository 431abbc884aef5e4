import { seriesAlarm, seriesScorer } from '@hormesis/statistics';
import type { Point } from './labelled-series.js';

/** A way to score a series. `start` makes a new scorer for the n-th series; it is given each point once, in order. */
export type Method = {
  name: string;
  start: (n: number) => (point: Point) => number;
  /** Points of silence behind an alarm, kept for the method; 0 where it keeps its own. */
  rest: number;
  /** Where the method says itself from which score on it alarms. */
  threshold?: number;
};

export const ours: Method = {
  name: 'hormesis',
  start: () => {
    const scorer = seriesScorer();
    return (point) => scorer.take(point);
  },
  rest: 0,
  threshold: seriesAlarm,
};
