import type { Point } from '../series/labelled-series.js';

/** A stretch of time in ms, both ends included. */
export type Span = { from: number; to: number };

/**
 * A series with an incident that is told when it has ended, and what comes behind it. `visible`: the incident is something,
 * and comes again; otherwise the window that is told was as normal as any.
 */
export type LessonCase = {
  name: string;
  background: string;
  incident: string;
  visible: boolean;
  points: readonly Point[];
  told: Span;
  recurrences: readonly Span[];
};
