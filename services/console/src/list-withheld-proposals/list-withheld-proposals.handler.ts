import type { Page, WithheldProposal } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readWithheldProposals } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListWithheldProposals } from './list-withheld-proposals.query.js';

@QueryHandler(ListWithheldProposals)
export class ListWithheldProposalsHandler implements IQueryHandler<ListWithheldProposals> {
  constructor(private readonly database: Database) {}

  execute({ filter }: ListWithheldProposals): Promise<Page<WithheldProposal>> {
    return orProblem(readWithheldProposals(this.database, filter));
  }
}
