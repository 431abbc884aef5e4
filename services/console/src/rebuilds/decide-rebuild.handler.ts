import type { ProjectionBuild } from '@hormesis/api';
import { Database } from '@hormesis/database';
import {
  abortRebuild,
  acceptRebuild,
  type BuildRow,
  requestRebuild,
  requestUndo,
} from '@hormesis/projection';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { nameOf } from '../actor/name-of.js';
import { DecideRebuild } from './decide-rebuild.command.js';
import { describeBuild } from './describe-projection.js';
import { ownProjections } from './known-versions.js';
import { orRefusal } from './or-refusal.js';

@CommandHandler(DecideRebuild)
export class DecideRebuildHandler implements ICommandHandler<DecideRebuild> {
  constructor(private readonly database: Database) {}

  async execute(command: DecideRebuild): Promise<ProjectionBuild> {
    return describeBuild(await orRefusal(this.decide(command)));
  }

  private decide({ projection, decision, actor }: DecideRebuild): Promise<BuildRow> {
    const asked = { projection, by: nameOf(actor) };
    if (decision === 'abort') return abortRebuild(this.database, asked);
    if (decision === 'accept') return acceptRebuild(this.database, asked);
    if (decision === 'undo') return requestUndo(this.database, asked);
    const version = ownProjections.find(({ name }) => name === projection)?.version;
    return requestRebuild(this.database, { ...asked, version });
  }
}
