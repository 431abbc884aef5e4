import { type RuleFile, type RuleRun, ruleRun, type SeriesSource } from '@hormesis/promql';
import { metric as usualMetric } from '../watch/sentinel.js';
import type { AlertRules, Applied, Fired } from './guards.js';

export type AppliedRules = { guard: Applied; file: RuleFile };

/** Runs the accepted rules over what is recorded, as the sentinel does. */
export class RunningRules implements AlertRules {
  private readonly runs: readonly { guard: Applied; run: RuleRun }[];

  constructor(rules: readonly AppliedRules[], source: SeriesSource) {
    this.runs = rules.map(({ guard, file }) => ({
      guard,
      run: ruleRun(file, source, { intervalMs: 30_000 }),
    }));
  }

  evaluate(at: number): Fired[] {
    return this.runs.flatMap(({ guard, run }) =>
      run
        .evaluate(at)
        .filter(({ state }) => state === 'firing')
        .map(({ labels, activeAt }) => ({
          guard,
          service: labels.service ?? guard.service,
          metric: labels.metric ?? usualMetric,
          cohort: labels.cohort || undefined,
          since: activeAt,
        })),
    );
  }
}
