import type { CommandAccepted } from '@hormesis/api';
import { flipFlag } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { FlipFlag } from './flip-flag.command.js';

@CommandHandler(FlipFlag)
export class FlipFlagHandler implements ICommandHandler<FlipFlag> {
  constructor(
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  async execute({ key, change, actor }: FlipFlag): Promise<CommandAccepted> {
    const decided = await this.flags.decide(key, (flag) => flipFlag(flag, change), { actor });
    await this.follower.refresh(key);
    return accepted(decided);
  }
}
