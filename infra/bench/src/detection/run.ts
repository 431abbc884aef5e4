import { barsOf, measuredMore } from './bars.js';
import type { Result, ScenarioResult } from './result.js';
import type { Scenario } from './scenario.js';
import { scoreOf } from './score.js';
import { engineName, falseAlarmBudget, type Limits, limitsOf } from './subjects.js';
import { type Task, tasksOf } from './task.js';
import { together } from './together.js';
import { Workers } from './workers.js';

/**
 * How many runs: of a scenario with a fault, of a healthy one, of one that a bar speaks of (half as many where it has a
 * fault), and to calibrate the baselines by. Without any to calibrate by the engine is examined alone.
 */
export type Counts = { faults: number; healthy: number; bars: number; training: number };

/** Calibrates the baselines, then runs every scenario and scores all subjects. */
export async function run(
  scenarios: readonly Scenario[],
  counts: Counts,
  threads: number,
  progress: (line: string) => void,
): Promise<Result> {
  const workers = new Workers(threads);
  const perform = async (what: string, tasks: readonly Task[]) =>
    workers.perform(tasks, (done) => progress(`${what}: ${done} of ${tasks.length}`));
  try {
    const alike = [...new Set(scenarios.map((scenario) => scenario.alike))];
    const training = alike.map((name) => tasksOf(name, trainingOf(name, counts)));
    const trained = await perform('calibrating', training.flat());
    const limits: Record<string, Limits> = {};
    for (const [n, name] of alike.entries()) {
      const own = trained.splice(0, training[n]?.length ?? 0);
      if (own.length > 0) limits[name] = limitsOf(own.flatMap(({ extremes }) => extremes));
    }
    const tasks = scenarios.map((one) => tasksOf(one.name, runsOf(one, counts), limits[one.alike] ?? {}));
    const done = await perform('examining', tasks.flat());
    const results = scenarios.map(({ name, what, truth }, n): ScenarioResult => {
      const outcomes = done.splice(0, tasks[n]?.length ?? 0).flatMap((one) => one.outcomes);
      return { name, what, truth, subjects: bySubject(outcomes) };
    });
    const bars = barsOf((name) => results.find((one) => one.name === name)?.subjects[engineName]);
    const falseAlarms = together(results);
    return { falseAlarmBudget, trainingRuns: counts.training, scenarios: results, falseAlarms, bars, limits };
  } finally {
    await workers.end();
  }
}

/** Limits of scenarios that bars speak of rest on three times as many runs. */
function trainingOf(name: string, { training }: Counts): number {
  return measuredMore.includes(name) ? 3 * training : training;
}

function runsOf({ name, truth }: Scenario, { faults, healthy, bars }: Counts): number {
  const isHealthy = truth.kind === 'healthy';
  if (measuredMore.includes(name)) return isHealthy ? bars : bars / 2;
  return isHealthy ? healthy : faults;
}

function bySubject(outcomes: readonly Record<string, Parameters<typeof scoreOf>[0][number]>[]) {
  const names = Object.keys(outcomes[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, scoreOf(outcomes.flatMap((outcome) => outcome[name] ?? []))]),
  );
}
