import type { CommandAccepted } from '@hormesis/api';
import { rampFlag } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { RampFlag } from './ramp-flag.command.js';

@CommandHandler(RampFlag)
export class RampFlagHandler implements ICommandHandler<RampFlag> {
  constructor(
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  async execute({ key, change, actor }: RampFlag): Promise<CommandAccepted> {
    const decided = await this.flags.decide(key, (flag) => rampFlag(flag, change), { actor });
    await this.follower.refresh(key);
    return accepted(decided);
  }
}
