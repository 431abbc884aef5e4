import type { Deployment } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readDeployments } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListDeployments } from './list-deployments.query.js';

@QueryHandler(ListDeployments)
export class ListDeploymentsHandler implements IQueryHandler<ListDeployments> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListDeployments): Promise<Deployment[]> {
    return readDeployments(this.database, filter);
  }
}
