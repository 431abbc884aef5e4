import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { flagKey } from '../flag-streams/flag-key.js';
import { FlipFlag, type FlipFlagBody, flipFlagBody } from './flip-flag.command.js';

@Controller('api/flags')
@ApiTags('flags')
export class FlipFlagController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':key/flip')
  @ApiOperation({ summary: 'Turns a flag on or off. Off: every user gets the code default.' })
  @HttpCode(202)
  @Scopes('flags:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  flip(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: flipFlagBody }) body: FlipFlagBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new FlipFlag(key, body, caller.actor));
  }
}
