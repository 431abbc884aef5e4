import { Watch } from '@hormesis/statistics';
import { Baseline } from './baseline.js';
import { extremes, limitsFor } from './calibrate.js';
import type { Judge, Verdict } from './judge.js';
import { kayenta } from './kayenta.js';
import type { Plan } from './plan.js';
import type { Subject } from './subject.js';
import { threshold } from './threshold.js';

/** False alarms that each subject may raise: in one of a hundred half hours after a change. */
export const falseAlarmBudget = 0.01;
const budgetMs = 30 * 60_000;

/** The subject that the bars speak of. */
export const engineName = 'hormesis';

const judges: Readonly<Record<string, Judge>> = { 'threshold 60 s': threshold, 'Mann-Whitney': kayenta };

/** The limits of each baseline in one kind of traffic. */
export type Limits = Readonly<Record<string, Verdict>>;

/** The highest verdicts of every baseline in one healthy run. */
export type Extremes = Readonly<Record<string, Verdict>>;

export function extremesOf(plan: Plan, seed: number): Extremes {
  const highest = extremes(Object.values(judges), plan, seed);
  return Object.fromEntries(
    Object.keys(judges).map((name, n) => [name, highest[n] ?? { errors: 0, latency: 0 }]),
  );
}

export function limitsOf(runs: readonly Extremes[]): Limits {
  const of = (name: string) =>
    limitsFor(
      falseAlarmBudget,
      runs.flatMap((run) => run[name] ?? []),
    );
  return Object.fromEntries(Object.keys(judges).map((name) => [name, of(name)]));
}

/** All who are examined, fresh. The engine gets the same budget, for all that it does. */
export function subjects(limits: Limits): Record<string, Subject> {
  const baselines = Object.entries(judges).flatMap(([name, judge]) => {
    const limit = limits[name];
    return limit ? [[name, new Baseline(name, judge, limit)]] : [];
  });
  const engine = Watch.begin({ budget: { falseAlarms: falseAlarmBudget, perMs: budgetMs } });
  return { [engineName]: engine, ...Object.fromEntries(baselines) };
}
