import type { IncidentDetail } from '@hormesis/api';
import { readIncident, readIncidentAsOf } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AsOfReader } from '../as-of/as-of-reader.js';
import { orProblem } from '../paging/or-problem.js';
import { ShowIncident } from './show-incident.query.js';

@QueryHandler(ShowIncident)
export class ShowIncidentHandler implements IQueryHandler<ShowIncident> {
  constructor(private readonly reader: AsOfReader) {}

  execute({ id, asOf }: ShowIncident): Promise<IncidentDetail | undefined> {
    const reading = this.reader.read(asOf, {
      present: (db) => readIncident(db, id),
      past: (db, _log, cut) => readIncidentAsOf(db, cut, id),
    });
    return orProblem(reading);
  }
}
