import type { Page, Proposal } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readProposals } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListProposals } from './list-proposals.query.js';

@QueryHandler(ListProposals)
export class ListProposalsHandler implements IQueryHandler<ListProposals> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListProposals): Promise<Page<Proposal>> {
    return orProblem(readProposals(this.database, filter));
  }
}
