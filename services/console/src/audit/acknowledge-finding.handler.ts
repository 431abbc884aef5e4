import { Database } from '@hormesis/database';
import { notFound } from '@hormesis/http';
import { acknowledgeFinding } from '@hormesis/projection';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { nameOf } from '../actor/name-of.js';
import { AcknowledgeFinding } from './acknowledge-finding.command.js';

@CommandHandler(AcknowledgeFinding)
export class AcknowledgeFindingHandler implements ICommandHandler<AcknowledgeFinding> {
  constructor(private readonly database: Database) {}

  async execute({ finding, actor }: AcknowledgeFinding): Promise<void> {
    if (await acknowledgeFinding(this.database, finding, nameOf(actor))) return;
    throw notFound(`finding with the number ${finding}`, 'GET /api/audit lists those that are open.');
  }
}
