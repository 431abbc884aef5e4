import type { FailureClassSummary } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readFailureClass } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ShowFailureClass } from './show-failure-class.query.js';

@QueryHandler(ShowFailureClass)
export class ShowFailureClassHandler implements IQueryHandler<ShowFailureClass> {
  constructor(private readonly database: Database) {}

  execute({ fingerprint }: ShowFailureClass): Promise<FailureClassSummary | undefined> {
    return readFailureClass(this.database, fingerprint);
  }
}
