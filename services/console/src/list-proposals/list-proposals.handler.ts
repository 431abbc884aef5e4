import type { Page, Proposal } from '@hormesis/api';
import { Database } from '@hormesis/database';
import { CLOCK, type Clock } from '@hormesis/platform';
import { readProposals } from '@hormesis/read-models';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { orProblem } from '../paging/or-problem.js';
import { ListProposals } from './list-proposals.query.js';

@QueryHandler(ListProposals)
export class ListProposalsHandler implements IQueryHandler<ListProposals> {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute({ filter: { state, overdue, ...filter } }: ListProposals): Promise<Page<Proposal>> {
    const overdueAt = overdue === 'true' ? this.clock.now().toISOString() : undefined;
    return orProblem(readProposals(this.database, { ...filter, states: state, overdueAt }));
  }
}
