import type { IncidentCase } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readCase } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ShowCase } from './show-case.query.js';

@QueryHandler(ShowCase)
export class ShowCaseHandler implements IQueryHandler<ShowCase> {
  constructor(private readonly database: Database) {}

  execute({ incident }: ShowCase): Promise<IncidentCase | undefined> {
    return readCase(this.database, incident);
  }
}
