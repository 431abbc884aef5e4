import { type Page, type Proposal, page, proposal } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListProposals, type ListProposalsFilter, listProposalsFilter } from './list-proposals.query.js';

@Controller('api/proposals')
@ApiTags('queries')
export class ListProposalsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'What incidents taught, newest first.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(proposal) })
  list(@Query({ schema: listProposalsFilter }) filter: ListProposalsFilter): Promise<Page<Proposal>> {
    return this.queries.execute(new ListProposals(filter));
  }
}
