import type { LatencyWindow } from '../latency/latency-window.js';

/** A step of a change: it was made, or reached more users. Times in ms; `t` is the sender’s clock, `at` the arrival. */
export type ChangeLine = {
  t: number;
  at: number;
  change: {
    id: string;
    service: string;
    kind?: string | undefined;
    /** Share of the users, 0 to 1; above 1 it is read as percent. */
    exposure?: number | undefined;
  };
};

/** What was measured in a window that ended at `t`. */
export type WindowLine = {
  t: number;
  at: number;
  service: string;
  environment?: string | undefined;
  /** `control`, `all`, or ids of changes joined by `+`. */
  cohort: string;
  metric: string;
  total: number;
  bad: number;
  latency?: LatencyWindow | undefined;
  /** Who measured. Equal windows of one cohort that end together are one that came twice, unless several say them. */
  sender?: string | undefined;
};

export type WatchLine = ChangeLine | WindowLine;

/** Why it is one: numbers and words, flat. */
export type Evidence = Record<string, number | string>;

/** Something got worse. `t` is the arrival of the line that decided it; `onset` when it began, in ms. */
export type AnomalyLine = {
  t: number;
  anomaly: {
    service: string;
    environment?: string;
    metric: string;
    /** Absent: no change did it. */
    changeId?: string;
    onset: number;
    method: string;
    evidence: Evidence;
  };
};
