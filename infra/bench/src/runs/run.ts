import type { Figures } from '../measure/figures.js';
import type { Stage } from '../stage/stage.js';

export const runNames = ['live', 'rebuild', 'consume', 'read', 'unnest', 'copy', 'plain'] as const;
export type RunName = (typeof runNames)[number];

export type RunSettings = {
  name: RunName;
  stage: Stage;
  /** Events after which a run that is slow may end. */
  limit?: number;
  /** Threads that replay; 0: the main one, whose profile can be taken. Default: one a processor. */
  threads?: number;
};

/** A part of a rebuild, as far as it can be told from outside: seconds by the clock, and of processor time. */
export type Phase = { name: string; seconds: number; node: number; postgres: number };

/** What came of it, with the rows that stand in the tables then. */
export type RunResult = Figures & {
  rows?: { timeline: number; deployments: number };
  phases?: readonly Phase[];
};
