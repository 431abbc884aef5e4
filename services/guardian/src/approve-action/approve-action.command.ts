import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

export class ApproveAction extends Command<CommandAccepted> {
  constructor(
    readonly incidentId: string,
    readonly actionId: string,
    readonly actor: Principal,
  ) {
    super();
  }
}
