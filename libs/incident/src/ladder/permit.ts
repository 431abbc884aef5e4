import type { ActionTarget } from '../incident.js';
import { BREAKER_MS } from './breaker.js';
import { EVERYTHING, type Rule, ruleIdOf, ruleInWords } from './rule.js';

/** What the guardian was allowed to do alone. */
export type Permit = {
  actionId: string;
  /** Id of the rule, {@link ruleIdOf}. */
  rule: string;
  /** What is acted upon, {@link objectOf}. */
  object: string;
  /** Source and id of the change that is taken back. */
  change: string;
  incident: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Its incident is over: others may act on the same again. */
  released: boolean;
};

/** At most so many actions an hour; of a rule, or of all. */
export type Cap = { rule: Rule; most: number };

export type AskPermit = Omit<Permit, 'released'> & { caps: readonly Cap[] };

export type PermitAnswer =
  | { granted: true }
  | { granted: false; code: 'locked'; because: string }
  | { granted: false; code: 'cap'; because: string; trips: Cap & { actions: number } };

/**
 * Whether the guardian may act alone now: nobody acts on the same object or change for an incident that is not over,
 * and it has not acted too often. Asked again for the same action the answer is the same.
 *
 * @param given the permits of the last hour, and those that are not released
 */
export function askPermit(given: readonly Permit[], ask: AskPermit): PermitAnswer {
  if (given.some(({ actionId }) => actionId === ask.actionId)) return { granted: true };
  const holder = given.find(
    ({ released, object, change }) => !released && (object === ask.object || change === ask.change),
  );
  if (holder) {
    const because = `${holder.actionId} of ${holder.incident} acts on it already, until that incident is over.`;
    return { granted: false, code: 'locked', because };
  }
  const lately = given.filter(({ at }) => at > ask.at - BREAKER_MS);
  for (const { rule, most } of ask.caps) {
    const actions = lately.filter((permit) => isFor(rule, permit)).length;
    if (actions < most) continue;
    const because = `It has acted ${actions} times in an hour for ${ruleInWords(rule)}, the most it may.`;
    return { granted: false, code: 'cap', because, trips: { rule, most, actions } };
  }
  return { granted: true };
}

function isFor(rule: Rule, permit: Permit): boolean {
  const id = ruleIdOf(rule);
  return id === ruleIdOf(EVERYTHING) || id === permit.rule;
}

/** What an action acts upon, whatever it does to it: a flag, or a service in an environment. */
export function objectOf(target: ActionTarget): string {
  if (target.kind === 'kill') return `flag/${target.flag}`;
  if (target.kind === 'pause' && target.flag !== undefined) return `flag/${target.flag}`;
  return `service/${target.service ?? '*'}/${target.environment ?? '*'}`;
}
