import { type CommandAccepted, commandAccepted, type Policies, policies } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ChangePolicy,
  type ChangePolicyBody,
  changePolicyBody,
} from '../change-policy/change-policy.command.js';
import { ReadPolicy } from './read-policy.js';

/** How far the guardian may go, where. */
@Controller('api/policy')
@ApiTags('policy')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly policy: ReadPolicy,
  ) {}

  @ApiOperation({
    summary:
      'All policies with their records, of which the most specific one holds; freezes, marks and open breakers.',
  })
  @Get()
  @Scopes('read')
  @ApiOkResponse({ standardSchema: policies })
  read(): Promise<Policies> {
    return this.policy.all();
  }

  @ApiOperation({
    summary: 'Sets the policy of a rule; it counts from the answer on, and what is not named stays.',
  })
  @Put()
  @HttpCode(202)
  @Scopes('policy:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  change(
    @Body({ schema: changePolicyBody }) body: ChangePolicyBody,
    @CurrentCaller() { actor: by }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ChangePolicy(body, by));
  }
}
