import type { CommandAccepted } from '@hormesis/api';
import { scheduleRamp } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { ScheduleRamp } from './schedule-ramp.command.js';

@CommandHandler(ScheduleRamp)
export class ScheduleRampHandler implements ICommandHandler<ScheduleRamp> {
  constructor(
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  async execute({ key, ramp, actor }: ScheduleRamp): Promise<CommandAccepted> {
    const decided = await this.flags.decide(key, (flag) => scheduleRamp(flag, ramp), { actor });
    await this.follower.refresh(key);
    return accepted(decided);
  }
}
