import type { GateAnswer } from '@hormesis/api';
import { faultOfDeployment, refuseDeployment } from '@hormesis/flags';
import { ProblemError } from '@hormesis/http';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AskGate, type AskGateBody } from './ask-gate.command.js';
import { FlagPolicies } from './flag-policies.js';
import { FlagPolicyStreams } from './flag-policy-streams.js';

@CommandHandler(AskGate)
export class AskGateHandler implements ICommandHandler<AskGate> {
  constructor(
    private readonly policies: FlagPolicies,
    private readonly streams: FlagPolicyStreams,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError 409 when the policy refuses it */
  async execute({ deployment, actor }: AskGate): Promise<GateAnswer> {
    const { service, flag } = deployment;
    const policy = await this.policies.modeFor(service);
    const known = flag !== undefined && (await this.policies.isKnown(flag));
    const judged = { ...deployment, isKnown: () => known };
    const fault = policy === 'off' ? undefined : faultOfDeployment(judged, judged.isKnown);
    if (policy !== 'refuse' || !fault) return { allowed: true, policy, warning: fault?.reason ?? null };
    const ids = this.idsOf(deployment);
    await this.streams.decide(service, (state) => refuseDeployment(state, judged), { actor, ids });
    throw new ProblemError({
      status: 409,
      code: fault.fault,
      title: fault.reason,
      hint: `The policy of ${service} is "refuse". People change it: PUT /api/flag-policy/${encodeURIComponent(service)}.`,
    });
  }

  /** An agent may ask again and again: a version is noted once, and what names none once a day. */
  private idsOf({ service, environment, version, flag = '' }: AskGateBody): string {
    const what = version ?? this.clock.now().toISOString().slice(0, 10);
    return JSON.stringify(['gate', service, environment, what, flag]);
  }
}
