import type { CommandAccepted } from '@hormesis/api';
import { liftMark } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { MarkStreams } from '../streams/mark-streams.js';
import { LiftMark } from './lift-mark.command.js';
import { unknownSafeguard } from './unknown-safeguard.js';

@CommandHandler(LiftMark)
export class LiftMarkHandler implements ICommandHandler<LiftMark> {
  constructor(private readonly marks: MarkStreams) {}

  async execute({ markId, reason, actor }: LiftMark): Promise<CommandAccepted> {
    const { version } = await this.marks.load(markId);
    if (version === 0) throw unknownSafeguard('mark', markId);
    return accepted(await this.marks.decide(markId, (state) => liftMark(state, { reason }), { actor }));
  }
}
