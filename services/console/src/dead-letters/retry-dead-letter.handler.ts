import type { RetriesRequested } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { requestRetry } from '@hormesis/projection';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { nameOf } from '../actor/name-of.js';
import { orLetterProblem } from './or-letter-problem.js';
import { RetryDeadLetter } from './retry-dead-letter.command.js';

@CommandHandler(RetryDeadLetter)
export class RetryDeadLetterHandler implements ICommandHandler<RetryDeadLetter> {
  constructor(private readonly database: Database) {}

  async execute({ seq, actor }: RetryDeadLetter): Promise<RetriesRequested> {
    return { requested: await orLetterProblem(requestRetry(this.database, seq, nameOf(actor))) };
  }
}
