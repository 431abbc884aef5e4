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
import { RetireProposal, type RetireProposalBody, retireProposalBody } from './retire-proposal.command.js';

@Controller('api/proposals')
@ApiTags('proposals')
export class RetireProposalController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({ summary: 'Takes an accepted proposal, or a guard, out of force, with the reason.' })
  @Post(':id/retire')
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  retire(
    @Param('id', { schema: proposalIdParam }) id: string,
    @Body({ schema: retireProposalBody }) body: RetireProposalBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new RetireProposal(id, body, caller.actor));
  }
}
