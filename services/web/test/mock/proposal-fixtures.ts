import type { Proposal, WithheldProposal } from '@hormesis/api';
import { gateFiles, rampFiles, ruleFiles, testFiles } from './artefact-fixtures.js';
import {
  failedReport,
  flagReport,
  notEvaluable,
  report,
  shownProposal,
  testReport,
} from './backtest-fixtures.js';
import { ana, before } from './fleet-fixtures.js';

const pastIncident = 'inc-77b1e05d';
const slow = 'fp-9c1e04b7a2d8';
const day = 1440;

function proposed(
  now: number,
): Omit<Proposal, 'id' | 'kind' | 'proposer' | 'class' | 'title' | 'rationale' | 'files'> {
  return {
    state: 'proposed',
    verification: 'At the next rise of this kind it fires before the incident is opened by other means.',
    instance: 'On this incident: 19 % of the requests to mailer took longer than 2 s, for 8 min 24 s.',
    generalised: 'Any change after which more than 5.2 % of the requests to mailer are slow for 30 s.',
    service: 'mailer',
    environment: 'production',
    incident: pastIncident,
    fingerprint: slow,
    proposedFiles: null,
    evidence: ['evt-anomaly-mailer', 'evt-change-mailer', 'evt-mailer-rolledback'],
    overlaps: [],
    alternativeTo: null,
    variantsTried: 12,
    fittedUntil: before(now, 1488),
    backtest: null,
    checks: [],
    owner: null,
    due: null,
    proposedAt: before(now, 1487),
    decidedAt: null,
    decidedBy: null,
    reason: null,
    delivered: [],
    undelivered: null,
    appliedAt: null,
    applied: null,
    exercises: [],
    retirement: null,
    retiredAt: null,
    reopened: [],
    staleSince: null,
  };
}

const promtool = (now: number): Proposal['checks'] => [
  {
    tool: 'promtool check rules',
    version: '2.53.3',
    passed: true,
    says: 'Checking mailer-latency.rules.yml\n  SUCCESS: 1 rules found',
  },
  {
    tool: 'promtool test rules',
    version: '2.53.3',
    passed: true,
    says: `Unit Testing: mailer-latency.test.yml\n  SUCCESS\nat ${before(now, 1486)}`,
  },
];

export function proposals(now: number): Proposal[] {
  const base = proposed(now);
  const alert = { ...base, kind: 'alert', class: 'detects-earlier' } as const;
  return [
    {
      ...alert,
      id: shownProposal,
      proposer: 'threshold',
      state: 'backtested',
      title: 'Alert when more than 5.2 % of the requests to mailer are slow for 30 s',
      rationale:
        'For 3 min 6 s users waited before anybody noticed. The share of slow requests was outside anything recorded in the hour before from the first window on.',
      files: ruleFiles('0.052'),
      proposedFiles: ruleFiles('0.031'),
      overlaps: [
        {
          guard: 'pro-77aa0142c9de',
          says: 'Its threshold of 12 % catches two of the four incidents, later.',
        },
      ],
      backtest: report(now),
      checks: promtool(now),
      owner: 'team-messaging',
      due: before(now, -4 * day),
    },
    {
      ...alert,
      id: 'pro-b20c6d18f0e5',
      proposer: 'burn-rate',
      state: 'backtested',
      title: 'Alert when mailer burns 6 % of its monthly budget within an hour',
      rationale: 'At this rate the budget of the month would have been gone in 17 hours.',
      files: ruleFiles('14.4 * 0.001'),
      alternativeTo: shownProposal,
      backtest: report(now, {
        source: { ...report(now).source!, leadMs: 71_000 },
        recall: { ...report(now).recall!, caught: 2 },
      }),
      checks: promtool(now),
    },
    {
      ...alert,
      id: 'pro-44e1d07c3b96',
      proposer: 'seasonal',
      title: 'Alert when mailer is slower than at the same hour of earlier weeks',
      rationale:
        'Mailer is twice as slow on Monday mornings; a fixed threshold has to allow for it all week.',
      files: ruleFiles('3 * hormesis_baseline'),
      alternativeTo: shownProposal,
      backtest: notEvaluable(now),
    },
    {
      ...base,
      id: 'pro-8e7f31b0c2d4',
      kind: 'test',
      class: 'prevents',
      proposer: 'replay',
      state: 'backtested',
      title: 'Replay the slow request with forty addressees against each preview',
      rationale:
        'All 31 recorded requests that were too slow had more than thirty addressees. The preview of v205 was tried with one.',
      verification: 'The test fails on v205 and passes on v204.',
      instance: 'The request of 14:03:11 UTC that took 4.2 s.',
      generalised: 'Any version of mailer that is slow with long lists of addressees.',
      files: testFiles,
      backtest: testReport(now),
      checks: [
        {
          tool: 'vitest',
          version: '5.1.1',
          passed: true,
          says: 'v205: 10 of 10 failed\nv204: 10 of 10 passed',
        },
      ],
      variantsTried: 1,
      owner: 'team-messaging',
      due: before(now, 2 * day),
    },
    {
      ...base,
      id: 'pro-5d2207be91aa',
      kind: 'flag-default',
      class: 'limits',
      proposer: 'gate',
      service: 'search',
      incident: 'inc-c0de12ab',
      fingerprint: 'fp-1d70ffce8832',
      title: 'Keep search-semantic off by default, on for 5 % of users',
      instance: 'On this incident: search used all its processors for 95 s, for every user.',
      generalised: 'Any change of search that stands behind search-semantic.',
      evidence: ['evt-anomaly-search', 'evt-f2'],
      rationale: 'The change reached every user at once; at 5 % the fault would have been noticed as fast.',
      verification: 'The next change of search begins behind this flag.',
      files: gateFiles,
      proposedAt: before(now, 300),
    },
    {
      ...base,
      id: 'pro-77aa0142c9de',
      kind: 'alert',
      class: 'detects-earlier',
      proposer: 'cohort-ratio',
      state: 'applied',
      title: 'Alert when those with the new version of mailer fare thrice as badly',
      rationale: 'Only those with the new version were slow.',
      files: ruleFiles('3'),
      backtest: report(now),
      checks: promtool(now),
      proposedAt: before(now, 95 * day),
      decidedAt: before(now, 94 * day),
      decidedBy: ana,
      reason: 'It would have saved us an hour.',
      delivered: [
        {
          by: 'github',
          at: 'https://github.com/acme/alerts/pull/214',
          deliveredAt: before(now, 94 * day - 2),
        },
        { by: 'sentinel', at: 'sentinel', deliveredAt: before(now, 94 * day - 1) },
      ],
      appliedAt: before(now, 93 * day),
      applied: { seen: 'rule-loaded', evidence: 'http://prometheus:9090, group hormesis-mailer' },
      exercises: [
        {
          by: 'recurrence',
          on: 'inc-51c07aa2',
          at: before(now, 23_040),
          outcome: 'caught',
          firedAt: before(now, 23_042),
          leadMs: 118_000,
          before: ['contrast', 'people'],
          reason: 'It fired 1 min 58 s before the sentinel.',
        },
        {
          by: 'drill',
          on: 'dri-5a01cc7e',
          at: before(now, 9_000),
          outcome: 'caught',
          firedAt: before(now, 9_001),
          leadMs: 240_000,
          before: ['the former detection time'],
          reason: 'It fired 14 s after the injection began; formerly it took 4 min 14 s.',
        },
        {
          by: 'recurrence',
          on: pastIncident,
          at: before(now, 1499),
          outcome: 'missed',
          firedAt: null,
          leadMs: null,
          before: [],
          reason: 'All users had the new version at once, so there was nobody to compare with.',
        },
      ],
      retirement: {
        fired: 19,
        rightly: 2,
        weeks: 13.4,
        reason: 'It cries more often than it helps: nightly imports start new versions of mailer.',
        at: before(now, 2 * day),
      },
      reopened: [
        {
          missed: pastIncident,
          reason: 'It came back at once for all users, and this guard compares users with one another.',
          at: before(now, 1487),
        },
      ],
      owner: 'team-messaging',
    },
    {
      ...base,
      id: 'prop-flag-1',
      kind: 'flag-default',
      class: 'limits',
      proposer: 'ramp-steps',
      state: 'accepted',
      title: 'Ramp the next change of mailer at 1, 10, 50 and 100 % of users',
      rationale: 'The change reached every user at once.',
      verification: 'The next change of mailer begins at 1 %.',
      files: rampFiles,
      backtest: flagReport(now),
      variantsTried: 4,
      decidedAt: before(now, 1200),
      decidedBy: ana,
      reason: 'Makes sense',
      undelivered: {
        by: 'gitlab',
        reason: 'GitLab answered 401: the token of HORMESIS_GITLAB_TOKEN is not valid there.',
        at: before(now, 1100),
      },
    },
    {
      ...alert,
      id: 'pro-e3b91f5572c0',
      proposer: 'silence',
      service: 'payments',
      incident: 'inc-90ab77d1',
      fingerprint: 'fp-62b0c4d97f13',
      state: 'rejected',
      title: 'Alert when payments has no request for 40 s',
      rationale: 'Nothing was said of payments for 4 min.',
      files: ruleFiles('0'),
      backtest: failedReport(now),
      proposedAt: before(now, 9 * day),
      decidedAt: before(now, 8 * day),
      decidedBy: ana,
      reason: 'At night payments is silent for minutes, and rightly so.',
    },
  ];
}

export function withheld(now: number): WithheldProposal[] {
  const of = { incident: pastIncident, at: before(now, 1487) };
  return [
    {
      ...of,
      kind: 'alert',
      proposer: 'silence',
      reason: 'Requests never ceased: the least in a window was 690.',
    },
    {
      ...of,
      kind: 'flag-default',
      proposer: 'off-on-failure',
      reason: 'The change stands behind no flag that could be turned off.',
    },
    {
      ...of,
      kind: 'test',
      proposer: 'contract',
      reason: 'No dependency of mailer was seen to answer otherwise than before.',
    },
    {
      ...of,
      kind: 'test',
      proposer: 'configuration',
      reason: 'The change was a deployment, not a change of configuration.',
    },
  ];
}
