import type { Decider, Decision } from '@hormesis/decider';
import type { DataOf, Instant, Principal, StatementOf } from '@hormesis/events';
import { DEFAULT_PRECISION, type Policy } from './policy-for.js';
import { type Rule, ruleIdOf } from './rule.js';
import type { Rung } from './rung.js';

export type PolicyStatement = StatementOf<'policy.changed' | 'policy.suggested'>;
/** One rule's policy; without `current` none was ever set. */
export type PolicyState = {
  id: string;
  current?: PolicyInForce;
  /** The rung that was suggested since the rung last changed. */
  suggested?: Rung;
};
/** A policy, and who set it when and why. */
export type PolicyInForce = Policy & {
  changedAt: Instant;
  /** Since when it is on this rung. */
  rungSince: Instant;
  changedBy?: Principal;
  reason?: string;
};
export type ChangePolicy = Rule &
  Pick<Policy, 'rung'> &
  Changeable & {
    reason?: string | undefined;
    record?: DataOf<'policy.changed'>['record'];
  };

/** What is absent stays as it is. */
type Changeable = {
  [Setting in 'pinned' | 'earn' | 'precision' | 'dryRun']?: Policy[Setting] | undefined;
} & {
  /** `null`: no cap of its own. */
  cap?: number | null | undefined;
};

export const policyDecider: Decider<PolicyState, PolicyStatement> = {
  category: 'policy',
  initial: (id) => ({ id }),
  evolve: (state, event) => {
    if (event.name === 'policy.suggested') return { ...state, suggested: event.data.rung };
    const { data, time, actor } = event;
    const { service, environment, changeKind = '*', rung, cap, reason } = data;
    const sameRung = state.current?.rung === rung;
    return {
      id: state.id,
      ...(sameRung && state.suggested !== undefined ? { suggested: state.suggested } : {}),
      current: {
        service: service.id,
        environment: environment.id,
        changeKind,
        rung,
        pinned: data.pinned ?? false,
        earn: data.earn ?? 'ask',
        precision: data.precision ?? DEFAULT_PRECISION,
        dryRun: data.dryRun ?? false,
        ...(cap === undefined ? {} : { cap }),
        changedAt: time,
        rungSince: sameRung ? (state.current?.rungSince ?? time) : time,
        ...(actor === undefined ? {} : { changedBy: actor }),
        ...(reason === undefined ? {} : { reason }),
      },
    };
  },
};

/** Sets how far the guardian may go by one rule; what is not named stays. To what it is already: nothing happens. */
export function changePolicy(state: PolicyState, command: ChangePolicy): Decision<PolicyStatement> {
  const { current } = state;
  const { service, environment, changeKind, rung, reason, record } = command;
  const settings = settingsAfter(current, command);
  if (current?.rung === rung && sameSettings(settings, settingsAfter(current, {}))) return [];
  return [
    {
      name: 'policy.changed',
      subject: ruleIdOf(command),
      data: {
        service: { id: service },
        environment: { id: environment },
        ...(changeKind === '*' ? {} : { changeKind }),
        rung,
        ...(current ? { previousRung: current.rung } : {}),
        ...settings,
        ...(reason === undefined ? {} : { reason }),
        ...(record === undefined ? {} : { record }),
      },
    },
  ];
}

type Settings = Partial<Pick<Policy, 'pinned' | 'earn' | 'precision' | 'cap' | 'dryRun'>>;

/** What differs from the usual; so an event says only what somebody chose. */
function settingsAfter(
  current: PolicyInForce | undefined,
  { pinned = current?.pinned, earn = current?.earn, precision, cap, dryRun = current?.dryRun }: Changeable,
): Settings {
  const wanted = precision ?? current?.precision ?? DEFAULT_PRECISION;
  const most = cap === null ? undefined : (cap ?? current?.cap);
  return {
    ...(pinned ? { pinned } : {}),
    ...(earn === 'automatic' ? { earn } : {}),
    ...(wanted === DEFAULT_PRECISION ? {} : { precision: wanted }),
    ...(most === undefined ? {} : { cap: most }),
    ...(dryRun ? { dryRun } : {}),
  };
}

function sameSettings(one: Settings, other: Settings): boolean {
  return (
    one.pinned === other.pinned &&
    one.earn === other.earn &&
    one.precision === other.precision &&
    one.cap === other.cap &&
    one.dryRun === other.dryRun
  );
}
