import type { Layer } from '../catalogue/layer.js';
import type { Occurrence } from './occurrence.js';

/** How one occurrence went. Times are milliseconds since 1970. */
export type Outcome = {
  occurrence: Occurrence;
  /** When it first harmed somebody; absent: it never did. */
  onset?: number;
  detectedAt?: number;
  /** What noticed first: a method of the sentinel, `static alert`, `people`, `guard …`. */
  detectedBy?: string;
  incident?: string;
  stoppedAt?: number;
  stoppedBy?: Layer;
  /** How it ended, in words. */
  how?: string;
  /** Badly served requests, each one user for one second. */
  exposedUserSeconds: number;
  /** Whether it still harms, or may. */
  active: boolean;
};

/** What happened beside the occurrences. */
export type Costs = {
  falseAlarms: { at: number; service: string; by: string }[];
  goodChanges: number;
  goodStopped: { change: string; by: string }[];
  /** By how much good changes reached all users later than they would have. */
  delayedMs: { change: string; ms: number }[];
};
