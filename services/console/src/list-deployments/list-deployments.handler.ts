import type { Deployment, Page } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readDeployments } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListDeployments } from './list-deployments.query.js';

@QueryHandler(ListDeployments)
export class ListDeploymentsHandler implements IQueryHandler<ListDeployments> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListDeployments): Promise<Page<Deployment>> {
    return orProblem(readDeployments(this.database, filter));
  }
}
