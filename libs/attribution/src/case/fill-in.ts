import type { CaseChange, CaseStep } from './case.js';

type Told<T> = Omit<T, 'start'> & { start: number | null };
export type ToldChange = Omit<Told<CaseChange>, 'steps'> & { steps: readonly Told<CaseStep>[] };

/**
 * A change with the times that were left out: a step that ended began when the one before it ended, else with its change; one with
 * neither start nor end has not begun. The change begins with its first step. `undefined` if no time is known at all.
 */
export function fillIn(change: ToldChange): CaseChange | undefined {
  const begun = change.steps.filter((step) => step.start !== null || step.end !== null);
  const known = begun.flatMap(({ start, end }) => start ?? end ?? []);
  const start = change.start ?? (known.length > 0 ? Math.min(...known) : undefined);
  if (start === undefined) return undefined;
  const steps = begun.map((step, n) => {
    const before = begun[n - 1];
    return { ...step, start: step.start ?? before?.end ?? before?.start ?? start };
  });
  return { ...change, start, steps };
}
