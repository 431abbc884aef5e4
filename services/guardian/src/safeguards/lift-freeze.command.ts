import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

export class LiftFreeze extends Command<CommandAccepted> {
  constructor(
    readonly freezeId: string,
    readonly reason: string | undefined,
    readonly actor: Principal,
  ) {
    super();
  }
}
