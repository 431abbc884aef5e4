import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { flagKey } from '../flag-streams/flag-key.js';
import {
  type AbortRampBody,
  abortRampBody,
  ControlRamp,
  type ControlRampBody,
  controlRampBody,
} from './control-ramp.command.js';

@Controller('api/flags')
@ApiTags('flags')
@Scopes('flags:write')
export class ControlRampController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':key/ramp/pause')
  @ApiOperation({ summary: 'Keeps a ramp at its step until it is resumed.' })
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  pause(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: controlRampBody }) body: ControlRampBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ControlRamp(key, 'pause', body, caller.actor));
  }

  @Post(':key/ramp/resume')
  @ApiOperation({ summary: 'Lets a paused ramp go on; its step is watched anew.' })
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  resume(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: controlRampBody }) body: ControlRampBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ControlRamp(key, 'resume', body, caller.actor));
  }

  @Post(':key/ramp/abort')
  @ApiOperation({ summary: 'Gives a ramp up: the share returns to what it was before, or is kept.' })
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  abort(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: abortRampBody }) body: AbortRampBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ControlRamp(key, 'abort', body, caller.actor));
  }
}
