import { isChange, type Line, type WindowLine } from '../../src/detection/lines.js';
import type { Plan } from '../../src/detection/plan.js';
import { epoch, simulate } from '../../src/detection/simulate.js';

export const quiet: Plan = {
  historySeconds: 0,
  seconds: 600,
  requests: () => 100,
  errors: 0.02,
  burst: 1,
  burstSpread: 1,
  changes: [{ id: 'a', kind: 'deploy', steps: [{ at: 0, exposure: 50 }] }],
  effects: [],
  reporting: {},
};

export function linesOf(plan: Partial<Plan>, seed = 1): Line[] {
  return [...simulate({ ...quiet, ...plan }, seed)];
}

/** The windows of a cohort, or of all. */
export function windowsOf(plan: Partial<Plan>, cohort?: string, seed = 1): WindowLine[] {
  return linesOf(plan, seed)
    .flatMap((line) => (isChange(line) ? [] : [line]))
    .filter((window) => cohort === undefined || window.cohort === cohort);
}

/** The second that a window covers, by its sender's clock. */
export function secondOf({ t }: WindowLine): number {
  return (t - epoch) / 1000 - 1;
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
