import { examine } from './examine.js';
import type { Outcome } from './outcome.js';
import { scenario } from './scenarios/all.js';
import { seedOf } from './seeds.js';
import { type Extremes, extremesOf, type Limits } from './subjects.js';

/** Some runs of a scenario, from the `from`th to before the `to`th; without limits they are to calibrate by. */
export type Task = { scenario: string; from: number; to: number; limits?: Limits };

export type Done = { extremes: Extremes[]; outcomes: Record<string, Outcome>[] };

export function perform({ scenario: name, from, to, limits }: Task): Done {
  const done: Done = { extremes: [], outcomes: [] };
  const told = scenario(name);
  for (let n = from; n < to; n += 1) {
    if (limits) done.outcomes.push(examine(told, seedOf(name, 'score', n), limits));
    else done.extremes.push(extremesOf(told.plan, seedOf(name, 'train', n)));
  }
  return done;
}

/** Cuts runs into tasks of ten. */
export function tasksOf(name: string, runs: number, limits?: Limits): Task[] {
  const size = 10;
  return Array.from({ length: Math.ceil(runs / size) }, (_, n) => ({
    scenario: name,
    from: n * size,
    to: Math.min(runs, (n + 1) * size),
    ...(limits ? { limits } : {}),
  }));
}
