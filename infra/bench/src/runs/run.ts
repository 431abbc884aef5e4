import type { Figures } from '../measure/figures.js';
import type { Stage } from '../stage/stage.js';

export const runNames = ['live', 'consume', 'read', 'unnest', 'copy', 'plain'] as const;
export type RunName = (typeof runNames)[number];

export type RunSettings = {
  name: RunName;
  stage: Stage;
  /** Events after which a run that is slow may end. */
  limit?: number;
};

/** What came of it, with the rows that stand in the tables then. */
export type RunResult = Figures & { rows?: { timeline: number; deployments: number } };
