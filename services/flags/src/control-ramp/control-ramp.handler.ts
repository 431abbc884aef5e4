import type { CommandAccepted } from '@hormesis/api';
import { abortRamp, pauseRamp, resumeRamp } from '@hormesis/flags';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../flag-streams/accepted.js';
import { FlagStreams } from '../flag-streams/flag-streams.js';
import { FlagFollower } from '../sync-flags/flag-follower.js';
import { ControlRamp } from './control-ramp.command.js';

const rules = { pause: pauseRamp, resume: resumeRamp, abort: abortRamp };

@CommandHandler(ControlRamp)
export class ControlRampHandler implements ICommandHandler<ControlRamp> {
  constructor(
    private readonly flags: FlagStreams,
    private readonly follower: FlagFollower,
  ) {}

  async execute({ key, control, change, actor }: ControlRamp): Promise<CommandAccepted> {
    const command = { ...change, by: 'person' as const };
    const decided = await this.flags.decide(key, (flag) => rules[control](flag, command), { actor });
    await this.follower.refresh(key);
    return accepted(decided);
  }
}
