import type { Guard, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readGuards } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListGuards } from './list-guards.query.js';

@QueryHandler(ListGuards)
export class ListGuardsHandler implements IQueryHandler<ListGuards> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListGuards): Promise<Page<Guard>> {
    return orProblem(readGuards(this.database, filter));
  }
}
