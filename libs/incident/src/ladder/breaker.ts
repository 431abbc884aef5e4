import type { Decider, Decision } from '@hormesis/decider';
import type { Instant, StatementOf } from '@hormesis/events';
import { covers, type Rule, ruleIdOf, ruleInWords } from './rule.js';

/** A cap counts the actions of this long, and a breaker that it trips stays open as long, milliseconds. */
export const BREAKER_MS = 60 * 60_000;

export type BreakerStatement = StatementOf<'breaker.tripped' | 'breaker.reset'>;
/** Open: the guardian only recommends, until the time is over or a person resets it. */
export type Breaker = { rule: Rule; since: Instant; until: Instant; reason: string };
export type BreakerState = { id: string; current?: Breaker };

export const breakerDecider: Decider<BreakerState, BreakerStatement> = {
  category: 'breaker',
  initial: (id) => ({ id }),
  evolve: ({ id }, event) => {
    if (event.name === 'breaker.reset') return { id };
    const { service, environment, changeKind = '*', until, reason } = event.data;
    const rule = { service: service.id, environment: environment.id, changeKind };
    return { id, current: { rule, since: event.time, until, reason } };
  },
};

export type TripBreaker = { rule: Rule; actions: number; cap: number; now: Date };

/** The guardian wanted to act more often than it may. An open breaker stays as it is. */
export function tripBreaker(
  { current }: BreakerState,
  { rule, actions, cap, now }: TripBreaker,
): Decision<BreakerStatement> {
  if (current && isOpen(current, now)) return [];
  const times = actions === 1 ? 'once' : `${actions} times`;
  return [
    {
      name: 'breaker.tripped',
      subject: ruleIdOf(rule),
      data: {
        ...scopeOf(rule),
        actions,
        cap,
        until: new Date(now.getTime() + BREAKER_MS).toISOString(),
        reason: `It acted ${times} in an hour for ${ruleInWords(rule)}, the most it may.`,
      },
    },
  ];
}

/** A person lets it act again. */
export function resetBreaker(
  { current }: BreakerState,
  { reason }: { reason?: string | undefined },
): Decision<BreakerStatement> {
  if (!current) return [];
  return [
    {
      name: 'breaker.reset',
      subject: ruleIdOf(current.rule),
      data: { ...scopeOf(current.rule), ...(reason === undefined ? {} : { reason }) },
    },
  ];
}

export function isOpen({ until }: Breaker, now: Date): boolean {
  return now.getTime() < Date.parse(until);
}

/** The breaker that is open for a rule now: its own, or one of more. */
export function breakerFor(breakers: readonly Breaker[], rule: Rule, now: Date): Breaker | undefined {
  return breakers.find((breaker) => covers(breaker.rule, rule) && isOpen(breaker, now));
}

function scopeOf({ service, environment, changeKind }: Rule) {
  return {
    service: { id: service },
    environment: { id: environment },
    ...(changeKind === '*' ? {} : { changeKind }),
  };
}
