import { type PolicyInForce, type PolicyMode, policyFor, policyIdOf, scopesFor } from '@hormesis/incident';
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

  /** The mode where none was set. */
  get defaultMode(): PolicyMode {
    return this.config.defaultMode;
  }

  async modeFor({ service, environment }: { service: string; environment: string }): Promise<PolicyMode> {
    const scopes = scopesFor(service, environment);
    const states = await Promise.all(scopes.map((scope) => this.streams.load(policyIdOf(scope))));
    const policies = states.flatMap(({ state }) => state.current ?? []);
    return policyFor(policies, service, environment, this.defaultMode);
  }

  /** All of them, by service and environment. */
  async all(): Promise<PolicyInForce[]> {
    const states = [...(await this.streams.loadAll()).values()];
    return states
      .flatMap(({ state }) => state.current ?? [])
      .sort((a, b) => compare(a.service, b.service) || compare(a.environment, b.environment));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
