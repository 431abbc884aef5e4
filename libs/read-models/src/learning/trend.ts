import type { FailureClassSummary } from '@hormesis/api';

export type Trend = FailureClassSummary['trend']['detection'];

/** By how much the later half must differ from the earlier one. */
const clearly = 1.25;

/**
 * Whether figures fall or rise, oldest first: the median of the later half against that of the earlier half. What was
 * not measured is left out; of fewer than two nothing can be said.
 */
export function trendOf(figures: readonly (number | null)[]): Trend {
  const measured = figures.filter((figure) => figure !== null);
  if (measured.length < 2) return 'unknown';
  const half = Math.floor(measured.length / 2);
  const earlier = median(measured.slice(0, half));
  const later = median(measured.slice(-half));
  if (earlier === later) return 'level';
  if (later * clearly <= earlier) return 'falling';
  return earlier * clearly <= later ? 'rising' : 'level';
}

function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? 0) + upper) / 2;
}
