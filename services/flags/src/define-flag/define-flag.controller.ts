import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { flagKey } from '../flag-streams/flag-key.js';
import { DefineFlag, type DefineFlagBody, defineFlagBody } from './define-flag.command.js';

@Controller('api/flags')
@ApiTags('flags')
export class DefineFlagController {
  constructor(private readonly commands: CommandBus) {}

  @Put(':key')
  @ApiOperation({
    summary: 'Creates a flag or replaces its definition. The same definition again changes nothing.',
  })
  @HttpCode(202)
  @Scopes('flags:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  define(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: defineFlagBody }) body: DefineFlagBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new DefineFlag(key, body, caller.actor));
  }
}
