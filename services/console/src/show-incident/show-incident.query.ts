import type { AsOfQuery, IncidentDetail } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One incident, now or as of then, or undefined. */
export class ShowIncident extends Query<IncidentDetail | undefined> {
  constructor(
    readonly id: string,
    readonly asOf: AsOfQuery = {},
  ) {
    super();
  }
}
