import type { Decision } from '@hormesis/decider';
import { changePolicy, type PolicyState, type PolicyStatement } from './change-policy.js';
import type { Policy } from './policy-for.js';
import { ruleIdOf, ruleInWords } from './rule.js';
import { type Rung, rungAbove, rungBelow } from './rung.js';
import type { TrackRecord } from './track-record.js';

export type Move = { to: Rung; how: 'up' | 'down'; reason: string };

/**
 * Where a record moves a rule: up when its precision is, surely enough, at least what is asked; down when it is surely
 * enough less; else it stays. A pinned rung neither rises nor falls.
 */
export function moveOf(policy: Policy, record: TrackRecord): Move | undefined {
  if (policy.pinned) return undefined;
  const { confirmed, wrong, atLeast, atMost } = record;
  const asked = percent(policy.precision);
  const verdicts = `${confirmed} right and ${wrong} wrong since it is on “${policy.rung}”`;
  const below = rungBelow(policy.rung);
  if (below && wrong > 0 && atMost < policy.precision) {
    const reason = `${verdicts}: its precision is at most ${percent(atMost)}, and ${asked} are asked for.`;
    return { to: below, how: 'down', reason };
  }
  const above = policy.rung === 'observe' ? undefined : rungAbove(policy.rung);
  if (above && atLeast >= policy.precision) {
    const reason = `${verdicts}: its precision is at least ${percent(atLeast)}, and ${asked} are asked for.`;
    return { to: above, how: 'up', reason };
  }
  return undefined;
}

export type EarnRung = { policy: Policy; record: TrackRecord };

/**
 * Draws the conclusion from a rule's record: a rung is lost at once; one that was earned is taken where policy says so,
 * else suggested, once.
 */
export function earnRung(state: PolicyState, { policy, record }: EarnRung): Decision<PolicyStatement> {
  const move = moveOf(policy, record);
  if (!move) return [];
  if (move.how === 'down' || policy.earn === 'automatic') {
    return changePolicy(state, { ...policy, rung: move.to, reason: move.reason, record });
  }
  if (state.suggested === move.to) return [];
  const { service, environment, changeKind } = policy;
  return [
    {
      name: 'policy.suggested',
      subject: ruleIdOf(policy),
      data: {
        service: { id: service },
        environment: { id: environment },
        ...(changeKind === '*' ? {} : { changeKind }),
        rung: move.to,
        currentRung: policy.rung,
        reason: `${sentence(ruleInWords(policy))}: ${move.reason}`,
        record,
      },
    },
  ];
}

function percent(part: number): string {
  return `${Math.round(part * 1_000) / 10} %`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
