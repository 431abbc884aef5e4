import type { Freeze, Mark, Policies, Policy } from '@hormesis/api';
import * as rules from '@hormesis/incident';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { ActionsTaken } from '../ladder/actions-taken.js';
import { LadderState } from '../ladder/ladder-state.js';
import { PolicyStreams } from '../streams/policy-streams.js';

/** What the guardian may do alone, and how each rule has done. */
@Injectable()
export class ReadPolicy {
  constructor(
    private readonly ladder: LadderState,
    private readonly streams: PolicyStreams,
    private readonly actions: ActionsTaken,
    @Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async all(): Promise<Policies> {
    const { policies, freezes, marks, breakers } = await this.ladder.read();
    const now = this.clock.now();
    return {
      default: this.ladder.defaultRung,
      otherwise: await this.standing(rules.EVERYTHING, undefined),
      actionsPerHour: this.config.actionsPerHour,
      policies: await Promise.all(policies.toSorted(byScope).map((policy) => this.inFull(policy))),
      freezes: freezes.map((freeze) => inFull(freeze, now)),
      marks: marks.map(markInFull),
      breakers: breakers.filter((breaker) => rules.isOpen(breaker, now)),
    };
  }

  private async inFull({ rungSince, ...policy }: rules.PolicyInForce): Promise<Policy> {
    const rule = { service: policy.service, environment: policy.environment, changeKind: policy.changeKind };
    const { cap = null, reason = null, changedBy = null } = policy;
    return { ...policy, cap, reason, changedBy, ...(await this.standing(rule, rungSince)) };
  }

  /** The verdicts on a rule, and the rung that it has earned. */
  private async standing(rule: rules.Rule, since: string | undefined) {
    const [record, { state }] = await Promise.all([
      this.actions.recordOf(rule, since),
      this.streams.load(rules.ruleIdOf(rule)),
    ]);
    return { record, suggested: state.suggested ?? null };
  }
}

function inFull(freeze: rules.Freeze, now: Date): Freeze {
  const { from = null, until = null, weekly = null, declaredBy = null } = freeze;
  const holds = rules.freezeFor([{ ...freeze, service: '*', environment: '*' }], freeze, now) !== undefined;
  return { ...freeze, from, until, weekly, declaredBy, holds };
}

function markInFull(mark: rules.Mark): Mark {
  const { version, changeId, changeSource, placedBy } = mark;
  return {
    ...mark,
    version: version ?? null,
    changeId: changeId ?? null,
    changeSource: changeSource ?? null,
    placedBy: placedBy ?? null,
  };
}

function byScope(a: rules.Rule, b: rules.Rule): number {
  return (
    compare(a.service, b.service) ||
    compare(a.environment, b.environment) ||
    compare(a.changeKind, b.changeKind)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
