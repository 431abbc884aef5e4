import type { CommandAccepted } from '@hormesis/api';
import { changePolicy, policyIdOf } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { PolicyStreams } from '../streams/policy-streams.js';
import { ChangePolicy } from './change-policy.command.js';

@CommandHandler(ChangePolicy)
export class ChangePolicyHandler implements ICommandHandler<ChangePolicy> {
  constructor(private readonly policies: PolicyStreams) {}

  async execute({ change: { reason, ...policy }, actor }: ChangePolicy): Promise<CommandAccepted> {
    const command = reason === undefined ? policy : { ...policy, reason };
    const decided = await this.policies.decide(policyIdOf(policy), (state) => changePolicy(state, command), {
      actor,
    });
    return accepted(decided);
  }
}
