import type { DeadLetterDetail } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readLetter } from '@hormesis/projection';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { describeWholeLetter } from './describe-letter.js';
import { ShowDeadLetter } from './show-dead-letter.query.js';

@QueryHandler(ShowDeadLetter)
export class ShowDeadLetterHandler implements IQueryHandler<ShowDeadLetter> {
  constructor(private readonly database: Database) {}

  async execute({ seq }: ShowDeadLetter): Promise<DeadLetterDetail | undefined> {
    const letter = await readLetter(this.database, seq);
    return letter && describeWholeLetter(letter);
  }
}
