import type { Proposal } from '@hormesis/api';
import { duration } from '../format/duration.js';
import { percent } from '../format/percent.js';

export type Report = NonNullable<Proposal['backtest']>;

const day = 86_400_000;

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

type Judged = { kind: Proposal['kind']; backtest: Report };

/** What it would have brought, in a few words; nothing where the record does not tell. */
export function gainWords({ kind, backtest }: Judged): string | undefined {
  const { source, savedUserSeconds, verdict } = backtest;
  if (kind === 'alert' && source)
    return source.leadMs === null ? 'would not have fired' : leadWords(source.leadMs);
  if (savedUserSeconds !== null && savedUserSeconds > 0)
    return `${figure(savedUserSeconds)} user-seconds saved`;
  if (savedUserSeconds === 0) return 'nothing saved';
  return kind === 'test' && verdict === 'passed' ? 'fails on the bad version only' : undefined;
}

/** What it would have cost, in a few words, and how sure that is. */
export function costWords({ kind, backtest }: Judged): { words: string; range?: string } | undefined {
  const { falseAlarms, goodChanges } = backtest;
  if (kind === 'alert') return falseAlarms ? falseAlarmWords(falseAlarms) : undefined;
  if (!goodChanges) return undefined;
  if (goodChanges.of === 0) return { words: 'no good change on record' };
  return {
    words: `${goodChanges.stopped} of ${goodChanges.of} good changes stopped`,
    range: `${figure(goodChanges.addedHours)} h added`,
  };
}

type FalseAlarms = NonNullable<Report['falseAlarms']>;

/** Whether so much is on record that a figure a week means something. */
export const isLongEnough = ({ days }: FalseAlarms): boolean => days >= 7;

function falseAlarmWords(alarms: FalseAlarms): { words: string; range: string } {
  if (isLongEnough(alarms))
    return {
      words: `${counted(alarms.perWeek, 'false alarm')} a week`,
      range: `95\u00a0% certain: ${between(alarms)}`,
    };
  return {
    words: `${counted(alarms.count, 'false alarm')} in ${duration(alarms.days * day)}`,
    range: 'too short to say how many a week',
  };
}

/** The interval of false alarms a week: `0.01 to 0.44`. */
export const between = ({ low, high }: { low: number; high: number }): string =>
  `${low > 0 && low < 0.01 ? '<0.01' : figure(low)} to ${figure(high)}`;

/** `3 of 4 caught`; nothing where there is no recall, or where nothing fires. */
export const recallWords = ({ kind, backtest: { recall } }: Judged): string | undefined =>
  recall && kind !== 'flag-default' ? `${recall.caught} of ${recall.of} caught` : undefined;

/** The proposal with its newest backtest, if there is one. */
export const judged = ({ kind, backtest }: Pick<Proposal, 'kind' | 'backtest'>): Judged | undefined =>
  backtest ? { kind, backtest } : undefined;

/** How much of the period the record holds. */
export function coverageWords({ coverage, period }: Report): string {
  const days = Math.max(1, Math.round((Date.parse(period.to) - Date.parse(period.from)) / day));
  return `${percent(coverage)} of ${counted(days, 'day')}`;
}
