import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

/** Says that somebody knows of a finding. */
export class AcknowledgeFinding extends Command<void> {
  constructor(
    readonly finding: number,
    readonly actor: Principal,
  ) {
    super();
  }
}
