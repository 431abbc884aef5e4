import type { CommandAccepted } from '@hormesis/api';
import { liftFreeze } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { FreezeStreams } from '../streams/freeze-streams.js';
import { LiftFreeze } from './lift-freeze.command.js';
import { unknownSafeguard } from './unknown-safeguard.js';

@CommandHandler(LiftFreeze)
export class LiftFreezeHandler implements ICommandHandler<LiftFreeze> {
  constructor(private readonly freezes: FreezeStreams) {}

  async execute({ freezeId, reason, actor }: LiftFreeze): Promise<CommandAccepted> {
    const { version } = await this.freezes.load(freezeId);
    if (version === 0) throw unknownSafeguard('freeze', freezeId);
    return accepted(await this.freezes.decide(freezeId, (state) => liftFreeze(state, { reason }), { actor }));
  }
}
