import type { RetriesRequested } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { discardLetter } from '@hormesis/projection';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { nameOf } from '../actor/name-of.js';
import { DiscardDeadLetter } from './discard-dead-letter.command.js';
import { orLetterProblem } from './or-letter-problem.js';

@CommandHandler(DiscardDeadLetter)
export class DiscardDeadLetterHandler implements ICommandHandler<DiscardDeadLetter> {
  constructor(private readonly database: Database) {}

  async execute({ seq, reason, actor }: DiscardDeadLetter): Promise<RetriesRequested> {
    const discarding = discardLetter(this.database, seq, { by: nameOf(actor), reason });
    return { requested: await orLetterProblem(discarding) };
  }
}
