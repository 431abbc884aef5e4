import { type Deployment, type Page, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listDeploymentsFilter = pageQuery.extend({
  service: z.string().optional(),
  environment: z.string().optional(),
});
export type ListDeploymentsFilter = z.infer<typeof listDeploymentsFilter>;

/** What runs where. */
export class ListDeployments extends Query<Page<Deployment>> {
  constructor(readonly filter: ListDeploymentsFilter) {
    super();
  }
}
