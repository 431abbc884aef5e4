import type { Plan, PlannedChange } from './plan.js';

/** Users who have the same changes, and their share of the traffic. */
export type Cohort = { name: string; ids: readonly string[]; share: number };

/** The cohorts of a second. Who gets one change says nothing about who gets another. */
export function cohortsAt(plan: Plan, second: number): Cohort[] {
  let cohorts: Cohort[] = [{ name: 'control', ids: [], share: 1 }];
  for (const change of plan.changes) {
    const exposed = exposureAt(change, second) / 100;
    if (exposed === 0) continue;
    cohorts = cohorts.flatMap(({ name, ids, share }) => [
      { name, ids, share: share * (1 - exposed) },
      { name: [...ids, change.id].join('+'), ids: [...ids, change.id], share: share * exposed },
    ]);
  }
  return cohorts.filter(({ share }) => share > 0);
}

function exposureAt(change: PlannedChange, second: number): number {
  return change.steps.findLast(({ at }) => at <= second)?.exposure ?? 0;
}
