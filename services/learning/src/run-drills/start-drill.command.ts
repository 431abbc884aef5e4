import type { DrillAccepted, StartDrill as StartDrillBody } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

export class StartDrill extends Command<DrillAccepted> {
  constructor(
    readonly body: StartDrillBody,
    readonly actor: Principal,
  ) {
    super();
  }
}
