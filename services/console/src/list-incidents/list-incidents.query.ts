import { type IncidentSummary, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listIncidentsFilter = pageQuery.extend({
  phase: z.enum(['open', 'acknowledged', 'mitigated', 'resolved', 'unresolved']).optional(),
  service: z.string().optional(),
  environment: z.string().optional(),
});
export type ListIncidentsFilter = z.infer<typeof listIncidentsFilter>;

/** Incidents, newest first. `phase=unresolved` gives all that are not over. */
export class ListIncidents extends Query<Page<IncidentSummary>> {
  constructor(readonly filter: ListIncidentsFilter) {
    super();
  }
}
