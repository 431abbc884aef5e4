import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { flagKey } from '../flag-streams/flag-key.js';
import { ScheduleRamp, type ScheduleRampBody, scheduleRampBody } from './schedule-ramp.command.js';

@Controller('api/flags')
@ApiTags('flags')
export class ScheduleRampController {
  constructor(private readonly commands: CommandBus) {}

  @Put(':key/ramp')
  @ApiOperation({
    summary: 'Gives a variant to more and more users, step by step, while its guards are measured and well.',
  })
  @HttpCode(202)
  @Scopes('flags:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  schedule(
    @Param('key', { schema: flagKey }) key: string,
    @Body({ schema: scheduleRampBody }) body: ScheduleRampBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ScheduleRamp(key, body, caller.actor));
  }
}
