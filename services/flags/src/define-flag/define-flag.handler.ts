import type { CommandAccepted } from '@hormesis/api';
import { defineFlag } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { DefineFlag } from './define-flag.command.js';

@CommandHandler(DefineFlag)
export class DefineFlagHandler implements ICommandHandler<DefineFlag> {
  constructor(
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  async execute({ key, change, actor }: DefineFlag): Promise<CommandAccepted> {
    const decided = await this.flags.decide(key, (flag) => defineFlag(flag, change), { actor });
    await this.follower.refresh(key);
    return accepted(decided);
  }
}
