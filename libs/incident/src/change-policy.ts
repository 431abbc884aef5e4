import type { Decider, Decision } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';
import type { Policy, PolicyMode } from './policy-for.js';

export type PolicyStatement = StatementOf<'policy.changed'>;
/** One scope's policy; without a mode none was ever set. */
export type PolicyState = { id: string; mode?: PolicyMode };
export type ChangePolicy = Policy & { reason?: string };

/** The id of a scope's stream: `checkout/production`, `*` for all. */
export function policyIdOf({ service, environment }: Omit<Policy, 'mode'>): string {
  return `${encodeURIComponent(service)}/${encodeURIComponent(environment)}`;
}

export const policyDecider: Decider<PolicyState, PolicyStatement> = {
  category: 'policy',
  initial: (id) => ({ id }),
  evolve: (state, event) => ({ ...state, mode: event.data.mode }),
};

/** Sets how far the guardian may go in one scope. To what it is already: nothing happens. */
export function changePolicy(state: PolicyState, command: ChangePolicy): Decision<PolicyStatement> {
  if (state.mode === command.mode) return [];
  return [
    {
      name: 'policy.changed',
      subject: state.id,
      data: {
        service: { id: command.service },
        environment: { id: command.environment },
        mode: command.mode,
        ...(state.mode === undefined ? {} : { previousMode: state.mode }),
        ...(command.reason === undefined ? {} : { reason: command.reason }),
      },
    },
  ];
}
