import { type Proposal, problem, proposal } from '@hormesis/api';
import { notFound } from '@hormesis/http';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ShowProposal } from './show-proposal.query.js';

@Controller('api/proposals')
@ApiTags('queries')
export class ShowProposalController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id')
  @ApiOperation({ summary: 'One proposal, with its files.' })
  @ApiOkResponse({ standardSchema: proposal })
  @ApiNotFoundResponse({ standardSchema: problem })
  async show(@Param('id') id: string): Promise<Proposal> {
    const found = await this.queries.execute(new ShowProposal(id));
    if (!found) throw notFound(`proposal ${id}`, 'GET /api/proposals lists those there are.');
    return found;
  }
}
