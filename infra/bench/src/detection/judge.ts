import type { MinutePoint } from './minute-points.js';

/** How bad a change looks after a minute of it: by errors and by latency, each on a scale of the judge's own. */
export type Verdict = { errors: number; latency: number };

/** What is known of a change: a point a finished minute, of its users and of everybody else. Before it, everybody. */
export type Minutes = {
  before: readonly MinutePoint[];
  exposed: readonly MinutePoint[];
  others: readonly MinutePoint[];
};

/** A method that looks once a minute. */
export type Judge = (minutes: Minutes) => Verdict;
