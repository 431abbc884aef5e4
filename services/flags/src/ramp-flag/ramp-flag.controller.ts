import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { flagKey } from '../flag-streams/flag-key.js';
import { RampFlag, type RampFlagBody, rampFlagBody } from './ramp-flag.command.js';

@Controller('api/flags')
@ApiTags('flags')
export class RampFlagController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':key/ramp')
  @ApiOperation({
    summary: 'Gives a variant to a share of the users. Who has it keeps it while the share grows.',
  })
  @HttpCode(202)
  @Scopes('flags:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  ramp(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: rampFlagBody }) body: RampFlagBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new RampFlag(key, body, caller.actor));
  }
}
