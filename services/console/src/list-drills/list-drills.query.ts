import { type Drill, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listDrillsFilter = pageQuery.extend({
  service: z.string().optional(),
  environment: z.string().optional(),
  fingerprint: z.string().optional().meta({ description: 'The class of failure.' }),
  state: z.enum(['requested', 'running', 'finished', 'stopped', 'failed']).optional(),
});
export type ListDrillsFilter = z.infer<typeof listDrillsFilter>;

/** The drills, the latest first. */
export class ListDrills extends Query<Page<Drill>> {
  constructor(readonly filter: ListDrillsFilter) {
    super();
  }
}
