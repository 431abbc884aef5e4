import type { CommandAccepted } from '@hormesis/api';
import { uuidV7 } from '@hormesis/events';
import { declareFreeze } from '@hormesis/incident';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accepted } from '../incidents/accepted.js';
import { FreezeStreams } from '../streams/freeze-streams.js';
import { DeclareFreeze } from './declare-freeze.command.js';

@CommandHandler(DeclareFreeze)
export class DeclareFreezeHandler implements ICommandHandler<DeclareFreeze> {
  constructor(private readonly freezes: FreezeStreams) {}

  async execute({ freeze, actor }: DeclareFreeze): Promise<CommandAccepted> {
    const id = `frz-${uuidV7().replaceAll('-', '').slice(-10)}`;
    return accepted(await this.freezes.decide(id, (state) => declareFreeze(state, freeze), { actor }));
  }
}
