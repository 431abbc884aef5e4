import { type Page, page, type WithheldProposal, withheldProposal } from '@hormesis/api';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ListWithheldProposals,
  type ListWithheldProposalsFilter,
  listWithheldProposalsFilter,
} from './list-withheld-proposals.query.js';

@Controller('api/withheld-proposals')
@ApiTags('queries')
export class ListWithheldProposalsController {
  constructor(private readonly queries: QueryBus) {}

  @ApiOperation({ summary: 'What incidents did not allow to propose, and why.' })
  @Get()
  @ApiOkResponse({ standardSchema: page(withheldProposal) })
  list(
    @Query({ schema: listWithheldProposalsFilter }) filter: ListWithheldProposalsFilter,
  ): Promise<Page<WithheldProposal>> {
    return this.queries.execute(new ListWithheldProposals(filter));
  }
}
