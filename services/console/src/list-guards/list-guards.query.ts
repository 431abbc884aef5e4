import { type Guard, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listGuardsFilter = pageQuery.extend({
  service: z.string().optional(),
  environment: z.string().optional(),
  fingerprint: z.string().optional().meta({ description: 'The class of failure.' }),
  state: z.enum(['applied', 'retired']).optional(),
});
export type ListGuardsFilter = z.infer<typeof listGuardsFilter>;

/** The guards, the latest first. */
export class ListGuards extends Query<Page<Guard>> {
  constructor(readonly filter: ListGuardsFilter) {
    super();
  }
}
