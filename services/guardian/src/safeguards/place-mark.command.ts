import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import type { Marked } from '@hormesis/incident';
import { Command } from '@nestjs/cqrs';

export class PlaceMark extends Command<CommandAccepted> {
  constructor(
    readonly marked: Marked,
    readonly reason: string,
    readonly actor: Principal,
  ) {
    super();
  }
}
