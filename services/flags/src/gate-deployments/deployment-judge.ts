import type { EventOf } from '@hormesis/events';
import { judgeDeployment, settleFindings } from '@hormesis/flags';
import { Injectable } from '@nestjs/common';
import { FlagPolicies } from './flag-policies.js';
import { FlagPolicyStreams } from './flag-policy-streams.js';

type Deployed = EventOf<'service.deployed' | 'service.upgraded'>;
type Gone = EventOf<'service.rolledback' | 'service.removed'>;

/** Holds what was deployed against the policy. Safe to repeat. */
@Injectable()
export class DeploymentJudge {
  constructor(
    private readonly policies: FlagPolicies,
    private readonly streams: FlagPolicyStreams,
  ) {}

  async deployed(event: Deployed): Promise<void> {
    const { environment, version, userFacing, flag } = event.data;
    if (userFacing !== true && flag === undefined) return;
    const service = event.subject;
    if ((await this.policies.modeFor(service)) === 'off') return;
    const known = flag !== undefined && (await this.policies.isKnown(flag));
    const declared = { service, environment: environment.id, version, userFacing, flag };
    await this.streams.decide(
      service,
      (policy) => judgeDeployment(policy, { ...declared, deployment: event.id, isKnown: () => known }),
      { causation: event },
    );
  }

  async gone(event: Gone): Promise<void> {
    const how = event.name === 'service.rolledback' ? 'rolled-back' : 'removed';
    const environment = event.data.environment?.id;
    await this.streams.decide(
      event.subject,
      (policy) => settleFindings(policy, { how, environment, deployment: event.id }),
      { causation: event },
    );
  }
}
