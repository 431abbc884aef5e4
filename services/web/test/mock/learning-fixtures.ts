import type { Drill, FailureClassSummary, IncidentCase, LearningOverview } from '@hormesis/api';
import { before } from './fleet-fixtures.js';
import { proposals } from './proposal-fixtures.js';

type Occurrence = FailureClassSummary['occurrences'][number];
const day = 1440;

const slowMailer = {
  service: 'mailer',
  metric: 'http.latency',
  failure: 'latency',
  change: 'deployment',
  signature: null,
} as const;

export function classes(now: number): FailureClassSummary[] {
  const occurred = (
    incident: string,
    daysAgo: number,
    seconds: number,
    detectedBy: string,
    stoppedBy: Occurrence['stoppedBy'],
    exposed: number | null,
    drill = false,
  ): Occurrence => ({
    incident,
    onset: before(now, daysAgo * day),
    detectMs: seconds * 1000,
    detectedBy,
    stoppedBy,
    exposedUserSeconds: exposed,
    drill,
  });
  const guard = (id: string, caught: number, missed: number, fired: number, rightly: number) => {
    const of = proposals(now).find((proposal) => proposal.id === id);
    return {
      id,
      title: of?.title ?? id,
      state: of?.state ?? 'applied',
      appliedAt: of?.appliedAt ?? null,
      ...{ caught, missed, fired, rightly },
      precision: fired === 0 ? null : rightly / fired,
    };
  };
  return [
    {
      fingerprint: 'fp-9c1e04b7a2d8',
      class: slowMailer,
      occurrences: [
        occurred('inc-08d4c6e1', 67, 1140, 'people', 'people', 58_200),
        occurred('inc-2be9f410', 36, 372, 'contrast', 'rollback', 21_400),
        occurred('inc-51c07aa2', 16, 95, 'guard pro-77aa0142c9de', 'rollback', 3_900),
        occurred('inc-d41100fa', 6, 14, 'guard pro-77aa0142c9de', 'flag', 640, true),
        occurred('inc-77b1e05d', 1.04, 258, 'contrast', 'rollback', 9_800),
      ],
      trend: { detection: 'falling', exposure: 'falling', guarded: true },
      guards: [guard('pro-77aa0142c9de', 2, 1, 19, 2), guard('prop-flag-1', 0, 0, 0, 0)],
      open: 4,
    },
    {
      fingerprint: 'fp-e0b7719d3c55',
      class: {
        service: 'checkout',
        metric: 'http.errors',
        failure: 'errors',
        change: 'flag',
        signature: 'TypeError: Cannot read properties of undefined (reading "<name>")',
      },
      occurrences: [
        occurred('inc-31aa09c4', 44, 305, 'people', 'people', 12_900),
        occurred('inc-4f2a91c0', 0.01, 12, 'contrast', 'flag', 420),
      ],
      trend: { detection: 'falling', exposure: 'falling', guarded: true },
      guards: [
        {
          ...guard('pro-0c55fe91ab27', 1, 0, 1, 1),
          title: 'Ramp flags of checkout at 1, 10, 50 and 100 %',
          appliedAt: before(now, 41 * day),
        },
      ],
      open: 0,
    },
    {
      fingerprint: 'fp-62b0c4d97f13',
      class: {
        service: 'payments',
        metric: 'http.requests',
        failure: 'silence',
        change: 'dependency',
        signature: null,
      },
      occurrences: [
        occurred('inc-117be2f0', 30, 180, 'silence', 'people', null),
        occurred('inc-90ab77d1', 9, 244, 'silence', 'people', null),
      ],
      trend: { detection: 'rising', exposure: 'unknown', guarded: false },
      guards: [],
      open: 0,
    },
    {
      fingerprint: 'fp-1d70ffce8832',
      class: {
        service: 'search',
        metric: 'cpu.share',
        failure: 'saturation',
        change: 'none',
        signature: null,
      },
      occurrences: [occurred('inc-c0de12ab', 0.2, 95, 'drift', 'compute', 5_300)],
      trend: { detection: 'unknown', exposure: 'unknown', guarded: false },
      guards: [],
      open: 1,
    },
  ];
}

export const overview = (now: number): LearningOverview => ({
  items: classes(now),
  next: null,
  totals: {
    proposed: 31,
    backtested: 26,
    accepted: 11,
    rejected: 6,
    applied: 9,
    retired: 1,
    caught: 7,
    missed: 2,
    notYetExercised: 4,
    overdue: 1,
  },
});

export const emptyOverview: LearningOverview = {
  items: [],
  next: null,
  totals: {
    ...{ proposed: 0, backtested: 0, accepted: 0, rejected: 0, applied: 0, retired: 0 },
    ...{ caught: 0, missed: 0, notYetExercised: 0, overdue: 0 },
  },
};

export function cases(now: number): IncidentCase[] {
  return [
    {
      incident: 'inc-77b1e05d',
      service: 'mailer',
      environment: 'production',
      fingerprint: 'fp-9c1e04b7a2d8',
      class: slowMailer,
      explained: [
        'The anomaly was of `http.latency` of mailer.',
        'Requests were answered, but too slowly: latency.',
        'It is attributed to a deployment at 97 %.',
        'No error was recorded, so there is no signature.',
      ],
      corrected: null,
      onset: before(now, 1503.8),
      detectedAt: before(now, 1499.5),
      endedAt: before(now, 1495),
      detectMs: 258_000,
      detectedBy: 'contrast',
      stoppedBy: 'rollback',
      shouldHave: 'preview',
      why: 'Its preview was tested with one addressee; all slow requests had more than thirty, and 31 of them are on record to be replayed.',
      change: { eventId: 'evt-change-mailer', kind: 'deployment', subject: 'mailer', probability: 0.97 },
      reached: 'Tried in a preview by the pipeline, then deployed to all users at once, behind no flag.',
      exposedUserSeconds: 9_800,
      exemplars: 31,
      earlier: ['inc-51c07aa2', 'inc-2be9f410', 'inc-08d4c6e1'],
      evidence: ['evt-anomaly-mailer', 'evt-change-mailer'],
      drill: false,
      staleSince: null,
    },
  ];
}

export function drills(now: number): Drill[] {
  const base = {
    fingerprint: 'fp-9c1e04b7a2d8',
    incident: 'inc-51c07aa2',
    service: 'mailer',
    environment: 'staging',
    failure: 'latency',
    seconds: 120,
    intensity: 0.3,
    requestedBy: 'ana',
    reason: null,
    incidents: [],
    guards: [],
  };
  return [
    {
      ...base,
      id: 'dri-90c1d2e3',
      state: 'running',
      requestedAt: before(now, 1.1),
      startedAt: before(now, 1),
      endedAt: null,
    },
    {
      ...base,
      id: 'dri-5a01cc7e',
      state: 'finished',
      requestedAt: before(now, 9_003),
      startedAt: before(now, 9_002),
      endedAt: before(now, 9_000),
      reason: 'It ran for 120 s.',
      incidents: ['inc-d41100fa'],
      guards: [{ proposal: 'pro-77aa0142c9de', outcome: 'caught', firedAt: before(now, 9_001) }],
    },
    {
      ...base,
      id: 'dri-1b7f40aa',
      state: 'failed',
      service: 'payments',
      failure: 'silence',
      fingerprint: 'fp-62b0c4d97f13',
      requestedAt: before(now, 12_000),
      startedAt: null,
      endedAt: before(now, 11_999),
      reason: 'The injector at http://chaos.internal/inject answered 503.',
    },
  ];
}
