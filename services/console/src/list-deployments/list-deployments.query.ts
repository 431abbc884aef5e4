import { type Deployment } from '@hormesis/api';
import { Query } from '@nestjs/cqrs';
import { z } from 'zod';

export const listDeploymentsFilter = z.object({
  service: z.string().optional(),
  environment: z.string().optional(),
});
export type ListDeploymentsFilter = z.infer<typeof listDeploymentsFilter>;

/** What runs where. */
export class ListDeployments extends Query<Deployment[]> {
  constructor(readonly filter: ListDeploymentsFilter) {
    super();
  }
}
