import type { CommandAccepted } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';
import type { ResetBreakerBody } from './safeguard-bodies.js';

export class ResetBreaker extends Command<CommandAccepted> {
  constructor(
    readonly breaker: ResetBreakerBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
