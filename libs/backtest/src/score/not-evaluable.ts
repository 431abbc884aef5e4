import type { BacktestReport } from '@hormesis/events/learning';
import type { Origin, Period } from '../facts/facts.js';
import { instant } from './exercise-on.js';

/** The report on what cannot be replayed at all. */
export function notEvaluable(
  reason: string,
  missing: readonly string[],
  { from, to }: Period,
  origin: Origin | null,
): BacktestReport {
  const fittedUntil = origin?.fittedUntil ?? null;
  return {
    verdict: 'not-evaluable',
    reason,
    missing: [...missing],
    period: { from: instant(from), to: instant(to) },
    fittedUntil: fittedUntil === null ? null : instant(fittedUntil),
    coverage: 0,
    windows: 0,
    series: 0,
    variantsTried: origin?.variantsTried ?? 1,
    source: null,
    recall: null,
    falseAlarms: null,
    goodChanges: null,
    savedUserSeconds: null,
  };
}
