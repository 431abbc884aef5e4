import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

export class StopDrill extends Command<CommandAccepted> {
  constructor(
    readonly id: string,
    readonly actor: Principal,
  ) {
    super();
  }
}
