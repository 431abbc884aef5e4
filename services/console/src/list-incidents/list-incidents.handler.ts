import type { IncidentSummary, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readIncidents } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListIncidents } from './list-incidents.query.js';

@QueryHandler(ListIncidents)
export class ListIncidentsHandler implements IQueryHandler<ListIncidents> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListIncidents): Promise<Page<IncidentSummary>> {
    return orProblem(readIncidents(this.database, filter));
  }
}
