import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiNotFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CorrectClass, type CorrectClassBody, correctClassBody } from './correct-class.command.js';

const incidentId = z.string().regex(/^[\w.:-]{1,100}$/, 'An incident’s id looks like inc-1a2b3c4d.');

@Controller('api/incidents')
@ApiTags('incidents')
export class CorrectClassController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({
    summary: 'Puts the class of an incident’s failure right. What is learnt later keeps it.',
  })
  @Post(':id/class')
  @HttpCode(202)
  @Scopes('proposals:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  correct(
    @Param('id', { schema: incidentId }) id: string,
    @Body({ schema: correctClassBody }) body: CorrectClassBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new CorrectClass(id, body, caller.actor));
  }
}
