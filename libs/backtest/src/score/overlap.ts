import { exerciseOn, type Span } from './exercise-on.js';
import type { Firing } from './firing.js';
import type { Exercised } from './score-rule.js';

/** Another rule, or a guard in force, over the same record. */
export type OtherRule = { name: string; firings: readonly Firing[] };

/** The others that fire as early on all that a rule catches, so that it adds nothing; `undefined`: it adds something. */
export function addsNothing(
  exercises: readonly Exercised[],
  others: readonly OtherRule[],
  spans: readonly Span[],
  recordEnds: number,
): string | undefined {
  const caught = exercises.filter(({ firedAt }) => firedAt !== null);
  if (caught.length === 0) return undefined;
  return others.find(({ firings }) =>
    caught.every(({ past, leadMs }) => {
      const other = exerciseOn(past, firings, spans, recordEnds, null);
      return other.leadMs !== null && other.leadMs >= (leadMs ?? 0);
    }),
  )?.name;
}
