import type { IncidentDetail } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readIncident } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ShowIncident } from './show-incident.query.js';

@QueryHandler(ShowIncident)
export class ShowIncidentHandler implements IQueryHandler<ShowIncident> {
  constructor(private readonly database: Database) {}

  execute({ id }: ShowIncident): Promise<IncidentDetail | undefined> {
    return readIncident(this.database, id);
  }
}
