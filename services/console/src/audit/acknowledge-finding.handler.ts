import { Database } from '@hormesis/database';
import { notFound } from '@hormesis/http';
import { acknowledgeFinding } from '@hormesis/projection';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AcknowledgeFinding } from './acknowledge-finding.command.js';

@CommandHandler(AcknowledgeFinding)
export class AcknowledgeFindingHandler implements ICommandHandler<AcknowledgeFinding> {
  constructor(private readonly database: Database) {}

  async execute({ finding, actor }: AcknowledgeFinding): Promise<void> {
    if (await acknowledgeFinding(this.database, finding, `${actor.kind}:${actor.id}`)) return;
    throw notFound(`finding with the number ${finding}`, 'GET /api/audit lists those that are open.');
  }
}
