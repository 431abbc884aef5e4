import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

export class LiftMark extends Command<CommandAccepted> {
  constructor(
    readonly markId: string,
    readonly reason: string | undefined,
    readonly actor: Principal,
  ) {
    super();
  }
}
