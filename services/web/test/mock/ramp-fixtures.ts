import type { Drift, FlagFinding, Ramp } from '@hormesis/api';
import { before, minute } from './fleet-fixtures.js';
import { liveIncident } from './incident-fixtures.js';

/** A ramp that a guard stopped, and one that is under way. */
export function ramps(now: number): Ramp[] {
  const ramp: Ramp = {
    key: 'checkout-tax-v2',
    id: 'evt-scheduled',
    variant: 'on',
    phase: 'paused',
    steps: [1, 10, 50, 100].map((percentage) => ({ percentage, bakeSeconds: 600 })),
    step: 2,
    percentage: 10,
    began: before(now, 24),
    nextStepAt: null,
    onAnomaly: 'pause',
    guards: [
      {
        metric: 'http.errors',
        service: 'checkout',
        environment: 'production',
        cohort: 'flag:checkout-tax-v2=on',
        worstRatio: 0.02,
        minRequests: 20,
        total: 412,
        bad: 45,
        newest: before(now, 0.1),
      },
    ],
    pause: { cause: 'guard', at: before(now, 11), reason: null, metric: 'http.errors' },
  };
  return [
    ramp,
    {
      ...ramp,
      key: 'search-semantic',
      phase: 'running',
      step: 3,
      percentage: 50,
      nextStepAt: new Date(now + 4 * minute).toISOString(),
      guards: [],
      pause: null,
    },
  ];
}

/** The flag is off, and Git still has it on. */
export function drifts(now: number): Drift[] {
  return [
    {
      action: 'act-kill',
      phase: 'open',
      service: 'checkout',
      environment: 'production',
      incident: liveIncident,
      repository: 'acme/flags',
      reason: 'Flag checkout-tax-v2 is off, and Git has it on.',
      since: before(now, 9),
      flag: 'checkout-tax-v2',
      version: null,
      toVersion: null,
      pullRequest: 'https://github.com/acme/flags/pull/412',
      problem: null,
      closed: null,
    },
  ];
}

export function findings(now: number): FlagFinding[] {
  return [
    {
      service: 'catalogue',
      environment: 'production',
      version: 'v154',
      fault: 'no-flag',
      reason:
        'Users notice this change and it is behind no flag. Put it behind one and say so with `flag` in the event.',
      deployment: 'evt-dep-catalogue-production',
      at: before(now, 564),
    },
  ];
}
