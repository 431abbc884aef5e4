import { Module } from '@nestjs/common';
import { DeadLettersController } from './dead-letters.controller.js';
import { DiscardDeadLetterHandler } from './discard-dead-letter.handler.js';
import { ListDeadLettersHandler } from './list-dead-letters.handler.js';
import { RetryAllDeadLettersHandler } from './retry-all-dead-letters.handler.js';
import { RetryDeadLetterHandler } from './retry-dead-letter.handler.js';
import { ShowDeadLetterHandler } from './show-dead-letter.handler.js';

/** Shows what could not be taken in, and takes what operators decide. Whoever runs the code for it carries it out. */
@Module({
  controllers: [DeadLettersController],
  providers: [
    ListDeadLettersHandler,
    ShowDeadLetterHandler,
    RetryDeadLetterHandler,
    RetryAllDeadLettersHandler,
    DiscardDeadLetterHandler,
  ],
})
export class DeadLettersModule {}
