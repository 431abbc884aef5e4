import type { AllRetriesRequested } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { requestRetryOfAll } from '@hormesis/projection';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { nameOf } from '../actor/name-of.js';
import { orLetterProblem } from './or-letter-problem.js';
import { RetryAllDeadLetters } from './retry-all-dead-letters.command.js';

@CommandHandler(RetryAllDeadLetters)
export class RetryAllDeadLettersHandler implements ICommandHandler<RetryAllDeadLetters> {
  constructor(private readonly database: Database) {}

  async execute({ body: { projection }, actor }: RetryAllDeadLetters): Promise<AllRetriesRequested> {
    return orLetterProblem(requestRetryOfAll(this.database, { projection, by: nameOf(actor) }));
  }
}
