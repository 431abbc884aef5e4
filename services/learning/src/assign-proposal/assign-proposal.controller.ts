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
import { AssignProposal, type AssignProposalBody, assignProposalBody } from './assign-proposal.command.js';

@Controller('api/proposals')
@ApiTags('proposals')
export class AssignProposalController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({ summary: 'Gives a proposal to a team or a person, by a day if one is named.' })
  @Post(':id/assign')
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  assign(
    @Param('id', { schema: proposalIdParam }) id: string,
    @Body({ schema: assignProposalBody }) body: AssignProposalBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new AssignProposal(id, body, caller.actor));
  }
}
