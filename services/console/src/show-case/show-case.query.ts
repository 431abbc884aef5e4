import type { IncidentCase } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';

/** What one incident had to teach, or undefined. */
export class ShowCase extends Query<IncidentCase | undefined> {
  constructor(readonly incident: string) {
    super();
  }
}
