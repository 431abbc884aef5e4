import {
  type CommandAccepted,
  commandAccepted,
  type FlagPolicies,
  flagFinding,
  flagPolicies,
} from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { SetFlagPolicy, type SetFlagPolicyBody, setFlagPolicyBody } from './set-flag-policy.command.js';
import { ShowFlagPolicies } from './show-flag-policies.query.js';

const findings = z.object({ items: z.array(flagFinding) }).meta({ id: 'FlagFindings' });
const service = z.string().min(1).max(200);

@Controller('api/flag-policy')
@Scopes('read')
@ApiTags('flags')
export class FlagPolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is done about changes that users can notice and that are behind no flag.' })
  @ApiOkResponse({ standardSchema: flagPolicies })
  async list(): Promise<FlagPolicies> {
    return (await this.queries.execute(new ShowFlagPolicies())).policies;
  }

  @Get('findings')
  @ApiOperation({ summary: 'What runs against the policy: the newest of each service and environment.' })
  @ApiOkResponse({ standardSchema: findings })
  async findings(): Promise<z.infer<typeof findings>> {
    return { items: (await this.queries.execute(new ShowFlagPolicies())).findings };
  }

  @Put(':service')
  @ApiOperation({ summary: 'Sets the policy of a service; of `*`: of all that have none of their own.' })
  @HttpCode(202)
  @Scopes('policy:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  set(
    @Param('service', { schema: service }) name: string,
    @Body({ schema: setFlagPolicyBody }) body: SetFlagPolicyBody,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new SetFlagPolicy(name, body, caller.actor));
  }
}
