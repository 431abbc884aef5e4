import type { FailureClassSummary } from '@hormesis/api';
import { trendOf } from './trend.js';

export type Occurrence = FailureClassSummary['occurrences'][number] & {
  fingerprint: string;
  class: FailureClassSummary['class'];
};
export type ClassGuard = FailureClassSummary['guards'][number] & { fingerprint: string };

/**
 * One class of failure from what is on record of it. The trends are of what came by itself: a drill is noticed, and
 * stopped, by people who wait for it.
 */
export function summariseClass(
  fingerprint: string,
  all: { occurrences: readonly Occurrence[]; guards: readonly ClassGuard[]; open: number },
): FailureClassSummary {
  const own = all.occurrences.filter((one) => one.fingerprint === fingerprint);
  const inEarnest = own.filter(({ drill }) => !drill);
  const guards = all.guards.filter((guard) => guard.fingerprint === fingerprint);
  return {
    fingerprint,
    class: (inEarnest.at(-1) ?? own.at(-1))?.class ?? unknown,
    occurrences: own.map(({ fingerprint: _, class: __, ...occurrence }) => occurrence),
    trend: {
      detection: trendOf(inEarnest.map(({ detectMs }) => detectMs)),
      exposure: trendOf(inEarnest.map(({ exposedUserSeconds }) => exposedUserSeconds)),
      guarded: wasGuarded(guards, inEarnest.at(-1)),
    },
    guards: guards.map(({ fingerprint: _, ...guard }) => guard),
    open: all.open,
  };
}

/** Whether a guard was in force when the class came. */
function wasGuarded(guards: readonly ClassGuard[], occurrence: Occurrence | undefined): boolean {
  if (occurrence === undefined) return false;
  const onset = Date.parse(occurrence.onset);
  return guards.some(({ appliedAt }) => appliedAt !== null && Date.parse(appliedAt) <= onset);
}

const unknown: FailureClassSummary['class'] = {
  service: 'unknown',
  metric: 'unknown',
  failure: 'unknown',
  change: 'none',
  signature: null,
};
