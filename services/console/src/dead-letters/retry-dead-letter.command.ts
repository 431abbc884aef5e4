import type { RetriesRequested } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

/** Asks for a letter to be tried again; whoever runs its projection or reaction does it. */
export class RetryDeadLetter extends Command<RetriesRequested> {
  constructor(
    readonly seq: number,
    readonly actor: Principal,
  ) {
    super();
  }
}
