import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import type { FreezeBody } from './safeguard-bodies.js';

export class DeclareFreeze extends Command<CommandAccepted> {
  constructor(
    readonly freeze: FreezeBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
