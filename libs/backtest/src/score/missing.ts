import type { Origin } from '../facts/facts.js';
import type { PastIncident } from '../facts/past-incident.js';
import type { Coverage } from './coverage.js';
import { instant } from './exercise-on.js';
import type { ReplayedRule } from './score-rule.js';

/** What a rule reads and what is not on record, in words. */
export function missingSeries(
  {
    selectors,
    unrecorded,
    coverage,
    silent,
  }: Pick<ReplayedRule, 'selectors' | 'unrecorded' | 'coverage' | 'silent'>,
  origin: Origin | null,
): string[] {
  const { from, to } = coverage.period;
  const where = origin ? ` (taught by ${origin.incident})` : '';
  const never = `A value of its expression between ${instant(from)} and ${instant(to)}: it has none at any evaluation. Do the labels of its sides match?`;
  const series = (coverage.share > 0 ? unrecorded : selectors).map(
    (selector) =>
      `Series ${selector}${where} between ${instant(from)} and ${instant(to)}: none is on record.`,
  );
  return silent === 'never' && series.length === 0 ? [never] : series;
}

export function missingIncident(
  { id, service, environment, onset, endedAt }: PastIncident,
  coverage: Coverage,
): string {
  const place = { service, environment };
  const first = coverage.firstAt(place);
  const where = `service="${service}", environment="${environment}"`;
  const until = endedAt === null ? 'now' : instant(endedAt);
  const since =
    first === undefined
      ? 'nothing of that place is on record'
      : first > onset
        ? `the record of that place begins at ${instant(first)}`
        : 'the record has a hole there';
  return `Signal windows of ${where} from ${instant(onset)} to ${until}, the time of ${id}: ${since}.`;
}

/** Where the rule had no result, for Prometheus would have failed as well. */
export function missingResults({
  failed,
}: {
  failed?: { because: string; at: number; count: number } | undefined;
}): string[] {
  if (!failed) return [];
  return [
    `Its result at ${failed.count} evaluations, the first at ${instant(failed.at)}: it could not be evaluated. ${failed.because}`,
  ];
}
