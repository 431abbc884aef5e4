import { type GateAnswer, gateAnswer, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskGate, type AskGateBody, askGateBody } from './ask-gate.command.js';

@Controller('api/gate')
@ApiTags('flags')
export class AskGateController {
  constructor(private readonly commands: CommandBus) {}

  @Post('deployment')
  @HttpCode(200)
  @Scopes('events:write')
  @ApiOperation({
    summary: 'Asks, before a deployment, whether it may go on: what users can notice must be behind a flag.',
  })
  @ApiOkResponse({ standardSchema: gateAnswer })
  @ApiConflictResponse({ standardSchema: problem, description: 'Why not, and what to do.' })
  ask(
    @Body({ schema: askGateBody }) body: AskGateBody,
    @CurrentCaller() caller: Caller,
  ): Promise<GateAnswer> {
    return this.commands.execute(new AskGate(body, caller.actor));
  }
}
