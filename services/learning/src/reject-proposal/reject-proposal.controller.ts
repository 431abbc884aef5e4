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
import { RejectProposal, type RejectProposalBody, rejectProposalBody } from './reject-proposal.command.js';

@Controller('api/proposals')
@ApiTags('proposals')
export class RejectProposalController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({ summary: 'Rejects a proposal, with the reason.' })
  @Post(':id/reject')
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  reject(
    @Param('id', { schema: proposalIdParam }) id: string,
    @Body({ schema: rejectProposalBody }) body: RejectProposalBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new RejectProposal(id, body, caller.actor));
  }
}
