import type { Change, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readChanges } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListChanges } from './list-changes.query.js';

@QueryHandler(ListChanges)
export class ListChangesHandler implements IQueryHandler<ListChanges> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListChanges): Promise<Page<Change>> {
    return orProblem(readChanges(this.database, filter));
  }
}
