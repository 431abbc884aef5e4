import type { Slowness } from './latencies.js';
import type { Effect, Plan } from './plan.js';

/** How a cohort fares in a second. */
export type Condition = { errors: number; slowness: Slowness; silent: boolean };

/** Effects multiply; of two tails the later one stands. */
export function conditionOf(plan: Plan, ids: readonly string[], second: number): Condition {
  let errors = plan.errors;
  let slowness: Slowness = { factor: 1, tailShare: 0, tailFactor: 1 };
  let silent = false;
  for (const effect of plan.effects) {
    if (!applies(effect, ids, second)) continue;
    const since = second - effect.from;
    errors *= effect.errors?.(since) ?? 1;
    slowness = { ...slowness, factor: slowness.factor * (effect.slower?.(since) ?? 1) };
    if (effect.tail) slowness = { ...slowness, tailShare: effect.tail.share, tailFactor: effect.tail.factor };
    silent ||= effect.silent ?? false;
  }
  return { errors: Math.min(1, errors), slowness, silent };
}

function applies(
  { of, from, until = Number.POSITIVE_INFINITY }: Effect,
  ids: readonly string[],
  second: number,
) {
  return second >= from && second < until && (of === undefined || ids.includes(of));
}
