import type { DeadLetter, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { listLetters } from '@hormesis/projection';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { describeLetter } from './describe-letter.js';
import { ListDeadLetters } from './list-dead-letters.query.js';

@QueryHandler(ListDeadLetters)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLetters> {
  constructor(private readonly database: Database) {}

  async execute({ filter }: ListDeadLetters): Promise<Page<DeadLetter>> {
    const { limit, cursor, ...wanted } = filter;
    const letters = await listLetters(this.database, { ...wanted, after: cursor, limit: limit + 1 });
    const items = letters.slice(0, limit).map(describeLetter);
    const last = letters.length > limit ? items.at(-1) : undefined;
    return { items, next: last ? String(last.seq) : null };
  }
}
