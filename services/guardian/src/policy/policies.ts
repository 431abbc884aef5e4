import {
  defaultPolicy,
  type Policy,
  type PolicyInForce,
  policyFor,
  type Rung,
  ruleIdOf,
  rulesFor,
  type Touched,
} from '@hormesis/incident';
import { Inject, Injectable } from '@nestjs/common';
import { GUARDIAN_CONFIG, type GuardianConfig } from '../guardian-config.js';
import { PolicyStreams } from '../streams/policy-streams.js';

/** The policies in force, read from their streams: a change counts from the moment it is accepted. */
@Injectable()
export class Policies {
  constructor(
    private readonly streams: PolicyStreams,
    @Inject(GUARDIAN_CONFIG) private readonly config: GuardianConfig,
  ) {}

  /** The rung where no policy was set. */
  get defaultRung(): Rung {
    return this.config.defaultRung;
  }

  async policyFor(touched: Touched): Promise<Policy> {
    const rules = rulesFor(touched.service, touched.environment, touched.kind);
    const states = await Promise.all(rules.map((rule) => this.streams.load(ruleIdOf(rule))));
    const policies = states.flatMap(({ state }) => state.current ?? []);
    return policyFor(policies, touched, defaultPolicy(this.defaultRung));
  }

  /** All of them, by service and environment. */
  async all(): Promise<PolicyInForce[]> {
    const states = [...(await this.streams.loadAll()).values()];
    return states
      .flatMap(({ state }) => state.current ?? [])
      .sort(
        (a, b) =>
          compare(a.service, b.service) ||
          compare(a.environment, b.environment) ||
          compare(a.changeKind, b.changeKind),
      );
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
