import type { Decider, Decision } from '@hormesis/decider';
import type { Instant, Principal, StatementOf } from '@hormesis/events';
import type { Policy } from './policy-for.js';

export type PolicyStatement = StatementOf<'policy.changed'>;
/** One scope's policy; without `current` none was ever set. */
export type PolicyState = { id: string; current?: PolicyInForce };
/** A policy, and who set it when and why. */
export type PolicyInForce = Policy & { changedAt: Instant; changedBy?: Principal; reason?: string };
export type ChangePolicy = Policy & { reason?: string };

/** The id of a scope's stream: `checkout/production`, `*` for all. */
export function policyIdOf({ service, environment }: Omit<Policy, 'mode'>): string {
  return `${encodeURIComponent(service)}/${encodeURIComponent(environment)}`;
}

export const policyDecider: Decider<PolicyState, PolicyStatement> = {
  category: 'policy',
  initial: (id) => ({ id }),
  evolve: ({ id }, { data, time, actor }) => ({
    id,
    current: {
      service: data.service.id,
      environment: data.environment.id,
      mode: data.mode,
      changedAt: time,
      ...(actor === undefined ? {} : { changedBy: actor }),
      ...(data.reason === undefined ? {} : { reason: data.reason }),
    },
  }),
};

/** Sets how far the guardian may go in one scope. To what it is already: nothing happens. */
export function changePolicy(state: PolicyState, command: ChangePolicy): Decision<PolicyStatement> {
  if (state.current?.mode === command.mode) return [];
  return [
    {
      name: 'policy.changed',
      subject: state.id,
      data: {
        service: { id: command.service },
        environment: { id: command.environment },
        mode: command.mode,
        ...(state.current ? { previousMode: state.current.mode } : {}),
        ...(command.reason === undefined ? {} : { reason: command.reason }),
      },
    },
  ];
}
