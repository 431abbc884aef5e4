import { type ActiveAlert, labelKey, ruleRun, type SeriesSource } from '@hormesis/promql';
import type { Guard } from './guard.js';

/** An alert of a guard that fires at a moment. */
export type Firing = ActiveAlert & { rule: string; key: string };

/** What a guard said at a moment, milliseconds since 1970; or why it could not be evaluated. */
export type Evaluated = { at: number; guard: Guard; firing: readonly Firing[]; failed: string | undefined };

/** The rules of a guard at work over what is recorded. Moments do not go back. */
export type RunningGuard = {
  guard: Guard;
  /** Evaluates each moment that is due up to one. */
  upTo: (until: number) => Evaluated[];
};

/** @param from the first moment that is evaluated */
export function runningGuard(guard: Guard, source: SeriesSource, from: number): RunningGuard {
  let failed: string | undefined;
  const run = ruleRun(guard.rules, source, {
    intervalMs: guard.everyMs,
    onFailure: ({ rule, because }) => {
      failed = `${rule}: ${because}`;
    },
  });
  let next = Math.ceil(from / guard.everyMs) * guard.everyMs;
  return {
    guard,
    upTo(until) {
      const evaluated: Evaluated[] = [];
      for (; next <= until; next += guard.everyMs) {
        failed = undefined;
        try {
          run.evaluate(next);
        } catch (error) {
          failed = describe(error);
        }
        const firing = run.alerts().filter(({ state }) => state === 'firing');
        const keyed = firing.map((alert) => ({ ...alert, key: `${alert.rule} ${labelKey(alert.labels)}` }));
        evaluated.push({ at: next, guard, firing: keyed, failed });
      }
      return evaluated;
    },
  };
}

const describe = (error: unknown): string => (error instanceof Error ? error.message : String(error));
