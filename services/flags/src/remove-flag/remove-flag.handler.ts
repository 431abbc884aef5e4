import type { CommandAccepted } from '@hormesis/api';
import { removeFlag } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { RemoveFlag } from './remove-flag.command.js';

@CommandHandler(RemoveFlag)
export class RemoveFlagHandler implements ICommandHandler<RemoveFlag> {
  constructor(
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  async execute({ key, change, actor }: RemoveFlag): Promise<CommandAccepted> {
    const decided = await this.flags.decide(key, (flag) => removeFlag(flag, change), { actor });
    await this.follower.refresh(key);
    return accepted(decided);
  }
}
