import type { Proposal } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { readProposal } from '@hormesis/read-models';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ShowProposal } from './show-proposal.query.js';

@QueryHandler(ShowProposal)
export class ShowProposalHandler implements IQueryHandler<ShowProposal> {
  constructor(private readonly database: Database) {}

  execute({ id }: ShowProposal): Promise<Proposal | undefined> {
    return readProposal(this.database, id);
  }
}
