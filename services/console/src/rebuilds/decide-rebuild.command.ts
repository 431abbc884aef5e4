import type { ProjectionBuild } from '@hormesis/api';
import type { Principal } from '@hormesis/events';
import { Command } from '@nestjs/cqrs';

/** What can be asked of the builds of a projection. */
export type RebuildDecision = 'rebuild' | 'abort' | 'accept' | 'undo';

/** Asks for something; a projector carries it out. The answer is the build that it concerns. */
export class DecideRebuild extends Command<ProjectionBuild> {
  constructor(
    readonly projection: string,
    readonly decision: RebuildDecision,
    readonly actor: Principal,
  ) {
    super();
  }
}
