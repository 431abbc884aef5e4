import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { proposalIdParam } from '../proposal-streams/proposal-id.js';
import { AcceptProposal, type AcceptProposalBody, acceptProposalBody } from './accept-proposal.command.js';

@Controller('api/proposals')
@ApiTags('proposals')
export class AcceptProposalController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({
    summary: 'Accepts a proposal. It is in force only once its artefact is seen to be applied.',
  })
  @Post(':id/accept')
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  accept(
    @Param('id', { schema: proposalIdParam }) id: string,
    @Body({ schema: acceptProposalBody }) body: AcceptProposalBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new AcceptProposal(id, body, caller.actor));
  }
}
