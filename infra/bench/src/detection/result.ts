import type { Bar } from './bars.js';
import type { Truth } from './scenario.js';
import type { Score, Share } from './score.js';
import type { Limits } from './subjects.js';

export type ScenarioResult = { name: string; what: string; truth: Truth; subjects: Record<string, Score> };

/** What the benchmark found. */
export type Result = {
  falseAlarmBudget: number;
  trainingRuns: number;
  scenarios: ScenarioResult[];
  /** Of each subject, in all healthy runs. */
  falseAlarms: Record<string, Share>;
  bars: Bar[];
  /** The baselines' limits, by the healthy scenario that they were calibrated on. */
  limits: Record<string, Limits>;
};
