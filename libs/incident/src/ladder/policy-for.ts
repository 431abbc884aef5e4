import type { Change } from '@hormesis/change';
import { EVERYTHING, type Rule, rulesFor } from './rule.js';
import type { Rung } from './rung.js';

/** How far the guardian may go by a rule, and what else holds there. */
export type Policy = Rule & {
  rung: Rung;
  /** People fixed the rung: it is neither earned nor lost. */
  pinned: boolean;
  /** Whether a rung that was earned is suggested, or taken. */
  earn: 'ask' | 'automatic';
  /** Part of its actions that must be right. */
  precision: number;
  /** Most actions an hour that it takes alone; absent: only the cap on all counts. */
  cap?: number;
  /** Decides, and only says what it would have done. */
  dryRun: boolean;
};

export const DEFAULT_RUNG: Rung = 'recommend';
export const DEFAULT_PRECISION = 0.8;

/** What holds where nobody set a policy. */
export function defaultPolicy(rung: Rung = DEFAULT_RUNG): Policy {
  return { ...EVERYTHING, rung, pinned: false, earn: 'ask', precision: DEFAULT_PRECISION, dryRun: false };
}

export type Touched = { service: string; environment: string; kind: Change['kind'] };

/** The policy that holds: the most specific one that was set, else what holds everywhere. */
export function policyFor(
  policies: readonly Policy[],
  { service, environment, kind }: Touched,
  otherwise: Policy = defaultPolicy(),
): Policy {
  for (const rule of rulesFor(service, environment, kind)) {
    const policy = policies.find(
      (each) =>
        each.service === rule.service &&
        each.environment === rule.environment &&
        each.changeKind === rule.changeKind,
    );
    if (policy) return policy;
  }
  return otherwise;
}
