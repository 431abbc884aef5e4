import type { Proposal } from '@hormesis/api';
import { duration } from '../format/duration.js';
import { percent } from '../format/percent.js';

export type Report = NonNullable<Proposal['backtest']>;

const proposers: Record<Proposal['proposer'], string> = {
  threshold: 'fixed threshold',
  seasonal: 'time of day and week',
  'burn-rate': 'burn rate',
  silence: 'silence',
  'cohort-ratio': 'ratio between cohorts',
  gate: 'behind a flag by default',
  'off-on-failure': 'off on failure',
  'ramp-steps': 'steps of the ramp',
  'bake-time': 'bake time',
  'guard-metric': 'guard of the ramp',
  replay: 'replay of failing requests',
  configuration: 'check of configuration',
  contract: 'contract of a dependency',
};
export const proposerWord = (proposer: Proposal['proposer']): string => proposers[proposer];

/** A number as people read it: `0.08`, `3.4`, `41`, `18,400`. */
export function figure(value: number): string {
  const digits = Math.abs(value) < 1 ? 2 : Math.abs(value) < 10 ? 1 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${figure(value)} ${value === 1 ? one : many}`;

/** `3 min 6 s earlier`, `12 s later`, `at the same moment`. */
export function leadWords(leadMs: number): string {
  if (Math.abs(leadMs) < 500) return 'at the same moment';
  return leadMs > 0 ? `${duration(leadMs)} earlier` : `${duration(-leadMs)} later`;
}

/** What it would have brought, in a few words; nothing where the record does not tell. */
export function gainWords(report: Report): string | undefined {
  const lead = report.source?.leadMs;
  if (report.source && lead !== null && lead !== undefined && report.falseAlarms) return leadWords(lead);
  if (report.savedUserSeconds !== null) return `${figure(report.savedUserSeconds)} user-seconds saved`;
  return report.verdict === 'passed' ? 'fails on the bad version only' : undefined;
}

/** What it would have cost, in a few words, and how sure that is. */
export function costWords(report: Report): { words: string; range?: string } | undefined {
  const { falseAlarms, goodChanges } = report;
  if (falseAlarms)
    return {
      words: `${figure(falseAlarms.perWeek)} false alarms a week`,
      range: `95\u00a0% certain: ${between(falseAlarms)}`,
    };
  if (!goodChanges) return undefined;
  return {
    words: `${goodChanges.stopped} of ${goodChanges.of} good changes stopped`,
    range: `${figure(goodChanges.addedHours)} h added`,
  };
}

/** The interval of false alarms a week: `0.01 to 0.44`. */
export const between = ({ low, high }: { low: number; high: number }): string =>
  `${low > 0 && low < 0.01 ? '<0.01' : figure(low)} to ${figure(high)}`;

/** `3 of 4 caught`; nothing where there is no recall. */
export const recallWords = (report: Report): string | undefined =>
  report.recall ? `${report.recall.caught} of ${report.recall.of} caught` : undefined;

/** How much of the period the record holds. */
export function coverageWords({ coverage, period }: Report): string {
  const days = Math.max(1, Math.round((Date.parse(period.to) - Date.parse(period.from)) / 86_400_000));
  return `${percent(coverage)} of ${counted(days, 'day')}`;
}
