import type { Flag, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readFlags } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListFlags } from './list-flags.query.js';

@QueryHandler(ListFlags)
export class ListFlagsHandler implements IQueryHandler<ListFlags> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListFlags): Promise<Page<Flag>> {
    return orProblem(readFlags(this.database, filter));
  }
}
