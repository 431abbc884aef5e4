import type { Drill, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readDrills } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListDrills } from './list-drills.query.js';

@QueryHandler(ListDrills)
export class ListDrillsHandler implements IQueryHandler<ListDrills> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListDrills): Promise<Page<Drill>> {
    return orProblem(readDrills(this.database, filter));
  }
}
