import type { Budget } from '../budget/budget.js';

export type WatchOptions = {
  /** False alarms that the team can live with, over everything that is watched together (default: 1 % per 30 min). */
  budget?: Budget | undefined;
  /** Steps of changes a day, if the budget is for longer than a day: it is shared among them (default: 48). */
  changesADay?: number | undefined;
  /** Objectives by metric, as the share of good requests (0.999): the burn-rate backstop watches these. */
  objectives?: Readonly<Record<string, number>> | undefined;
};
