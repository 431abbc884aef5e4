import { Examiner, type Outcome } from './outcome.js';
import type { Scenario } from './scenario.js';
import { simulate } from './simulate.js';
import { type Limits, subjects } from './subjects.js';

/** One run of a scenario, all subjects side by side on the same lines; over when all have found the fault. */
export function examine(scenario: Scenario, seed: number, limits: Limits): Record<string, Outcome> {
  const examiners = Object.entries(subjects(limits)).map(
    ([name, subject]) => [name, new Examiner(scenario, subject)] as const,
  );
  let watching = examiners;
  for (const line of simulate(scenario.plan, seed)) {
    for (const [, examiner] of watching) examiner.take(line);
    if (watching.some(([, examiner]) => examiner.isDone(line.at))) {
      watching = watching.filter(([, examiner]) => !examiner.isDone(line.at));
      if (watching.length === 0) break;
    }
  }
  return Object.fromEntries(examiners.map(([name, examiner]) => [name, examiner.result()]));
}
