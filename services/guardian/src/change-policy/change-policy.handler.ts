import type { CommandAccepted } from '@hormesis/api';
import { changePolicy, ruleIdOf } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { PolicyStreams } from '../streams/policy-streams.js';
import { ChangePolicy } from './change-policy.command.js';

@CommandHandler(ChangePolicy)
export class ChangePolicyHandler implements ICommandHandler<ChangePolicy> {
  constructor(private readonly policies: PolicyStreams) {}

  async execute({ change, actor }: ChangePolicy): Promise<CommandAccepted> {
    const decided = await this.policies.decide(ruleIdOf(change), (state) => changePolicy(state, change), {
      actor,
    });
    return accepted(decided);
  }
}
