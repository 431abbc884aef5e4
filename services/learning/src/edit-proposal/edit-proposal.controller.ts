import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { proposalIdParam } from '../proposal-streams/proposal-id.js';
import { EditProposal, type EditProposalBody, editProposalBody } from './edit-proposal.command.js';

@Controller('api/proposals')
@ApiTags('proposals')
export class EditProposalController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({
    summary: 'Changes the artefact of a proposal that is not in force yet. It has to be backtested again.',
  })
  @Put(':id/files')
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  edit(
    @Param('id', { schema: proposalIdParam }) id: string,
    @Body({ schema: editProposalBody }) body: EditProposalBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new EditProposal(id, body, caller.actor));
  }
}
