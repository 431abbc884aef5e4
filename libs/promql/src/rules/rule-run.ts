import type { EvaluationOptions } from '../plan/binding.js';
import type { SeriesSource } from '../series.js';
import { reachOf } from '../syntax/reach-of.js';
import type { ActiveAlert } from './alert-states.js';
import { readsAlerts } from './alerts-series.js';
import { recordedSeries } from './recorded-series.js';
import type { RuleChange, RuleFailure } from './rule-change.js';
import type { Rule, RuleFile } from './rule-file.js';
import { type RuleStep, ruleStep } from './rule-step.js';

export type RuleRunOptions = EvaluationOptions & {
  /** Interval of groups that state none. Default 1 minute, as in Prometheus. */
  intervalMs?: number | undefined;
  /** Told of each rule that could not be evaluated at a moment. */
  onFailure?: ((failure: RuleFailure) => void) | undefined;
};

/** A rule file that runs over a source. Moments must not go back. */
export type RuleRun = {
  /** Evaluates the groups that are due at a moment (ms since 1970) and tells which alerts changed. */
  evaluate: (atMs: number) => RuleChange[];
  /** When the next group is due; before the first evaluation: at once. */
  nextAt: () => number;
  /** Alerts that are pending or firing now, with the names of their group and rule. */
  alerts: () => (ActiveAlert & { group: string; rule: string })[];
};

/** Runs a rule file over a source, as Prometheus would with what was known at each moment. */
export function ruleRun({ groups }: RuleFile, source: SeriesSource, options: RuleRunOptions = {}): RuleRun {
  const rules = groups.flatMap((group) => group.rules);
  const recorded = recordedSeries(source, longestReach(rules, options));
  const withAlerts = rules.some(({ expression }) => readsAlerts(expression));
  const runs = groups.map(({ name, intervalMs, rules: own }) => ({
    name,
    intervalMs: intervalMs ?? options.intervalMs ?? 60_000,
    dueAt: Number.NEGATIVE_INFINITY,
    steps: own.map((rule): RuleStep => ruleStep(rule, name, recorded, options, withAlerts)),
  }));
  return {
    evaluate(atMs) {
      const changes: RuleChange[] = [];
      for (const run of runs) {
        if (run.dueAt > atMs) continue;
        run.dueAt = atMs + run.intervalMs;
        for (const step of run.steps) {
          const changed = step.evaluate(atMs);
          if (changed.length > 0) changes.push(...changed);
        }
      }
      return changes;
    },
    nextAt: () => Math.min(...runs.map(({ dueAt }) => dueAt)),
    alerts: () =>
      runs.flatMap(({ name, steps }) =>
        steps.flatMap((step) => step.alerts().map((alert) => ({ group: name, rule: step.name, ...alert }))),
      ),
  };
}

/** How far back the rules of a file look, in milliseconds; what is older is never read. */
export function reachOfRules({ groups }: RuleFile, options: EvaluationOptions = {}): number {
  return longestReach(
    groups.flatMap(({ rules }) => rules),
    options,
  );
}

function longestReach(rules: readonly Rule[], options: EvaluationOptions): number {
  return Math.max(0, ...rules.map(({ expression }) => reachOf(expression, options)));
}
