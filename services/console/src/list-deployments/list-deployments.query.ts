import { asOfQuery, type Deployment, type PageAsOf, pageQuery } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listDeploymentsFilter = pageQuery.extend({
  ...asOfQuery.shape,
  service: z.string().optional(),
  environment: z.string().optional(),
});
export type ListDeploymentsFilter = z.infer<typeof listDeploymentsFilter>;

/** What runs where, now or as of then. */
export class ListDeployments extends Query<PageAsOf<Deployment>> {
  constructor(readonly filter: ListDeploymentsFilter) {
    super();
  }
}
