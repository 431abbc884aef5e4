import type { IncidentDetail } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** One incident, or undefined. */
export class ShowIncident extends Query<IncidentDetail | undefined> {
  constructor(readonly id: string) {
    super();
  }
}
