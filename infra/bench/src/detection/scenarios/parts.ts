import type { Effect, Plan, PlannedChange } from '../plan.js';
import type { Scenario, Truth } from '../scenario.js';

const minute = 60;

/** Half of the users get it at once. */
export const half: PlannedChange = change('a', 50);

/** A change of one step. */
export function change(id: string, exposure: number, at = 0): PlannedChange {
  return { id, kind: 'deploy', steps: [{ at, exposure }] };
}

/** 100 requests a second, 0.5 % of them fail, one change of half the users: ten minutes before it, thirty from it on. */
export const usual: Plan = {
  historySeconds: 10 * minute,
  seconds: 30 * minute,
  requests: () => 100,
  errors: 0.005,
  burst: 1,
  burstSpread: 1,
  changes: [half],
  effects: [],
  reporting: {},
};

export const minutes = (count: number): number => count * minute;

/** Errors times `factor` for the users of a change. */
export function worse(factor: number, of = 'a', from = 0): Effect {
  return { of, from, errors: () => factor };
}

export function healthy(
  name: string,
  what: string,
  plan: Partial<Plan> = {},
  more: Partial<Scenario> = {},
): Scenario {
  return { name, what, alike: name, plan: { ...usual, ...plan }, truth: { kind: 'healthy' }, ...more };
}

/** A fault in the traffic of the healthy scenario `alike`. */
export function fault(
  name: string,
  what: string,
  alike: Scenario,
  plan: Partial<Plan>,
  truth: { guilty?: string; onset?: number } = { guilty: 'a' },
): Scenario {
  const whole = { ...alike.plan, ...plan };
  const { onset = 0, ...blame } = truth;
  const told: Truth = { kind: 'fault', onset, ...blame };
  return { name, what, alike: alike.alike, plan: { ...whole, seconds: onset + whole.seconds }, truth: told };
}
