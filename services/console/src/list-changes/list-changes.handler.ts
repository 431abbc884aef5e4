import type { Change, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readChanges } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListChanges } from './list-changes.query.js';

@QueryHandler(ListChanges)
export class ListChangesHandler implements IQueryHandler<ListChanges> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListChanges): Promise<Page<Change>> {
    return readChanges(this.database, filter);
  }
}
