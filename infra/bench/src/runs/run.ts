import type { Position } from '@hormesis/log';
import type { Figures } from '../measure/figures.js';
import type { Stage } from '../stage/stage.js';

export const runNames = [
  'live',
  'rebuild',
  'consume',
  'read',
  'unnest',
  'copy',
  'plain',
  'live-narrow',
  'unnest-narrow',
  'live-all',
] as const;
export type RunName = (typeof runNames)[number];

export type RunSettings = {
  name: RunName;
  stage: Stage;
  /** Where each partition of the story's topics ends. */
  heads: readonly Position[];
  /** Events after which a run that is slow may end. */
  limit?: number;
  /** Threads that replay; 0: the main one, whose profile can be taken. Default: one a processor. */
  threads?: number;
};

/** A part of a rebuild, as far as it can be told from outside: seconds by the clock, and of processor time. */
export type Phase = { name: string; seconds: number; node: number; postgres: number };

/** What came of it. */
export type RunResult = Figures & {
  /** The rows that stand in the tables then, by projection. */
  rows?: Record<string, number>;
  phases?: readonly Phase[];
  /** Without what comes before the first batch, above all the start of the threads. */
  eventsPerSecondFromFirstBatch?: number;
};
