import type { Deployment, PageAsOf } from '@hormesis/api';
import { readDeployments, readDeploymentsAsOf } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AsOfReader } from '../as-of/as-of-reader.js';
import { orProblem } from '../paging/or-problem.js';
import { ListDeployments } from './list-deployments.query.js';

@QueryHandler(ListDeployments)
export class ListDeploymentsHandler implements IQueryHandler<ListDeployments> {
  constructor(private readonly reader: AsOfReader) {}

  execute({ filter }: ListDeployments): Promise<PageAsOf<Deployment>> {
    const reading = this.reader.read<PageAsOf<Deployment>>(filter, {
      present: (db) => readDeployments(db, filter),
      past: (db, log, cut) => readDeploymentsAsOf(db, log, cut, filter),
    });
    return orProblem(reading);
  }
}
