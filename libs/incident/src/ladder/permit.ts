import type { ActionTarget } from '../incident.js';
import { BREAKER_MS } from './breaker.js';
import { EVERYTHING, type Rule, ruleIdOf, ruleInWords } from './rule.js';

/** What somebody who wants to act alone asks for. */
export type AskPermit = {
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
  caps: readonly Cap[];
};

/** At most so many actions an hour; of a rule, or of all. */
export type Cap = { rule: Rule; most: number };

/** What was permitted so far, as far as it matters to who asks. */
export type Permitted = {
  /** The same action was. */
  already: boolean;
  /** Another acts on the same object or change, for an incident that is not over. */
  holder?: { actionId: string; incident: string } | undefined;
  /** Actions in the last {@link BREAKER_MS}: all, and those of the rule. */
  lately: { all: number; ofRule: number };
};

export type PermitAnswer =
  | { granted: true }
  | { granted: false; code: 'locked'; because: string }
  | { granted: false; code: 'cap'; because: string; trips: Cap & { actions: number } };

/**
 * Whether the guardian may act alone now: nobody acts on the same object or change for an incident that is not over,
 * and it has not acted too often. Asked again for the same action the answer is the same.
 */
export function askPermit({ already, holder, lately }: Permitted, ask: AskPermit): PermitAnswer {
  if (already) return { granted: true };
  if (holder) {
    const because = `${holder.actionId} of ${holder.incident} acts on it already, until that incident is over.`;
    return { granted: false, code: 'locked', because };
  }
  for (const { rule, most } of ask.caps) {
    const actions = ruleIdOf(rule) === ruleIdOf(EVERYTHING) ? lately.all : lately.ofRule;
    if (actions < most) continue;
    const because = `It has acted ${actions} times in an hour for ${ruleInWords(rule)}, the most it may.`;
    return { granted: false, code: 'cap', because, trips: { rule, most, actions } };
  }
  return { granted: true };
}

/** What an action acts upon, whatever it does to it: a flag, or a service in an environment. */
export function objectOf(target: ActionTarget): string {
  if (target.kind === 'kill') return `flag/${target.flag}`;
  if (target.kind === 'pause' && target.flag !== undefined) return `flag/${target.flag}`;
  return `service/${target.service ?? '*'}/${target.environment ?? '*'}`;
}
