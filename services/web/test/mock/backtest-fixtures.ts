import type { Backtest, BacktestPicture, Proposal } from '@hormesis/api';
import { before, minute } from './fleet-fixtures.js';

type Report = NonNullable<Proposal['backtest']>;
type Exercised = NonNullable<Report['source']>;

export const shownProposal = 'pro-3f9a1c20d7e4';

const exercised = (
  now: number,
  incident: string,
  detected: number,
  lead: number | null,
  part: Exercised['part'],
): Exercised => ({
  incident,
  detectedAt: before(now, detected),
  firedAt: lead === null ? null : before(now, detected + lead),
  leadMs: lead === null ? null : lead * minute,
  part,
});

/** Ninety days of records, replayed: three of four incidents of the class caught. */
export function report(now: number, more: Partial<Report> = {}): Report {
  const source = exercised(now, 'inc-77b1e05d', 1499.5, 3.1, 'fit');
  return {
    verdict: 'passed',
    reason:
      'It fired 3 min 6 s before the incident was noticed, on 3 of 4 incidents of the class, and once for nothing.',
    missing: [],
    period: { from: before(now, 90 * 1440), to: before(now, 10) },
    fittedUntil: before(now, 1488),
    coverage: 0.984,
    windows: 1_544_210,
    series: 6,
    variantsTried: 12,
    source,
    recall: {
      caught: 3,
      of: 4,
      incidents: [
        source,
        exercised(now, 'inc-51c07aa2', 23_040, 1.4, 'score'),
        exercised(now, 'inc-2be9f410', 51_900, 5.2, 'fit'),
        exercised(now, 'inc-08d4c6e1', 96_400, null, 'score'),
      ],
    },
    falseAlarms: { count: 1, days: 88.2, perWeek: 0.08, low: 0.002, high: 0.44, at: [before(now, 31_000)] },
    goodChanges: { of: 61, stopped: 0, changes: [], addedHours: 0 },
    savedUserSeconds: 18_400,
    ...more,
  };
}

export const flagReport = (now: number): Report =>
  report(now, {
    reason:
      'At 1 % of users the fault would have been noticed before the second step; two good changes in 61 would have waited.',
    recall: null,
    falseAlarms: null,
    goodChanges: {
      of: 61,
      stopped: 2,
      changes: ['evt-dep-mailer-production', 'evt-dep-search-production'],
      addedHours: 14.5,
    },
    savedUserSeconds: 41_900,
    variantsTried: 4,
  });

export const testReport = (now: number): Report =>
  report(now, {
    reason: 'It failed on v205 ten times of ten and passed on v204 ten times of ten.',
    recall: null,
    falseAlarms: null,
    goodChanges: null,
    savedUserSeconds: null,
    coverage: 1,
    variantsTried: 1,
  });

export const failedReport = (now: number): Report =>
  report(now, {
    verdict: 'failed',
    reason: 'It would have fired 41 times for nothing in twelve weeks.',
    falseAlarms: { count: 41, days: 84, perWeek: 3.42, low: 2.45, high: 4.63, at: [before(now, 9_000)] },
    recall: { caught: 1, of: 4, incidents: [exercised(now, 'inc-77b1e05d', 1499.5, 0.2, 'fit')] },
  });

export const notEvaluable = (now: number): Report =>
  report(now, {
    verdict: 'not-evaluable',
    reason: 'Nine days of mailer are on record; a season of a week needs three weeks to be compared.',
    missing: [
      `Signal windows of mailer in production before ${before(now, 12_960).slice(0, 10)}`,
      'Signal windows by cohort',
    ],
    period: { from: before(now, 9 * 1440), to: before(now, 10) },
    coverage: 0.1,
    windows: 41_020,
    source: null,
    recall: null,
    falseAlarms: null,
    goodChanges: null,
    savedUserSeconds: null,
  });

/** The share of slow requests around the incident of the mailer: quiet, rising, rolled back. */
function picture(now: number): BacktestPicture {
  const onset = 1503.8;
  const share = (ago: number, index: number) => {
    const noise = 0.006 + 0.004 * Math.sin(index * 1.7) + 0.003 * Math.sin(index * 0.61);
    if (ago > onset) return noise;
    if (ago > 1495.4)
      return noise + 0.19 * (1 - Math.exp(-(onset - ago) / 1.9)) + 0.012 * Math.sin(index * 2.3);
    return noise + 0.19 * Math.exp(-(1495.4 - ago) / 0.8);
  };
  const points = Array.from({ length: 180 }, (_, index) => {
    const ago = 1516 - index / 6;
    return { t: now - ago * minute, value: index === 31 || index === 32 ? null : share(ago, index) };
  });
  return {
    incident: 'inc-77b1e05d',
    metric: 'http.latency',
    cohort: 'all',
    points,
    threshold: 0.052,
    onset: before(now, onset),
    firedAt: before(now, 1502.6),
    detectedAt: before(now, 1499.5),
    endedAt: before(now, 1495),
  };
}

/** Replays that were asked for: one is done, one runs. */
export function backtests(now: number): Backtest[] {
  const base = { of: 'proposal' as const, etaMs: null, problem: null };
  return [
    {
      ...base,
      id: 'bt-1',
      proposal: shownProposal,
      name: 'MailerSlow',
      state: 'done',
      progress: 1,
      startedAt: before(now, 1486),
      endedAt: before(now, 1485.8),
      reports: [{ rule: 'MailerSlow', report: report(now), pictures: [picture(now)] }],
    },
    {
      ...base,
      id: 'bt-2',
      proposal: 'pro-5d2207be91aa',
      name: 'search-semantic',
      state: 'running',
      progress: 0.42,
      etaMs: 21_000,
      startedAt: before(now, 0.3),
      endedAt: null,
      reports: [],
    },
  ];
}
