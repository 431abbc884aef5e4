import type { Flag } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readFlags } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListFlags } from './list-flags.query.js';

@QueryHandler(ListFlags)
export class ListFlagsHandler implements IQueryHandler<ListFlags> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListFlags): Promise<Flag[]> {
    return readFlags(this.database, filter);
  }
}
