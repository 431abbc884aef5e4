import type { CommandAccepted } from '@hormesis/api';
import { setFlagPolicy } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagPolicyStreams } from './flag-policy-streams.js';
import { SetFlagPolicy } from './set-flag-policy.command.js';

@CommandHandler(SetFlagPolicy)
export class SetFlagPolicyHandler implements ICommandHandler<SetFlagPolicy> {
  constructor(private readonly policies: FlagPolicyStreams) {}

  async execute({ service, change, actor }: SetFlagPolicy): Promise<CommandAccepted> {
    return accepted(
      await this.policies.decide(service, (policy) => setFlagPolicy(policy, change), { actor }),
    );
  }
}
