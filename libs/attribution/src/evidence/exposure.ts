import type { CaseChange } from '../case/case.js';

/** When each step of a change really began, milliseconds, in order; its own start if it has no steps. */
export function exposureStarts({ start, steps }: CaseChange): number[] {
  return steps.length === 0 ? [start] : steps.map((step) => step.start);
}

/** When anybody first had it. */
export function firstExposure(change: CaseChange): number {
  return Math.min(...exposureStarts(change));
}

/** The share of replicas (0 to 1) that have the change at an instant; a running step counts half. */
export function exposedShare({ start, replicas, steps }: CaseChange, at: number): number {
  if (steps.length === 0) return at >= start ? 1 : 0;
  const all = replicas ?? 0;
  const known = steps.map((step) => step.replicas ?? 1);
  const sum = known.reduce((total, count) => total + count, 0);
  const cumulative =
    all > 0 && sum > all && known.every((count, n) => n === 0 || count >= (known[n - 1] ?? 0));
  let replaced = 0;
  for (const [n, step] of steps.entries()) {
    if (step.start > at) break;
    const mine = cumulative ? (known[n] ?? 0) - (known[n - 1] ?? 0) : (known[n] ?? 0);
    replaced += step.end === null || step.end > at ? mine / 2 : mine;
  }
  return Math.min(1, replaced / Math.max(all, cumulative ? (known.at(-1) ?? 1) : sum, 1));
}
