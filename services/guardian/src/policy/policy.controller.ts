import { actor, type CommandAccepted, commandAccepted } from '@hormesis/api';
import { changeKind, rung } from '@hormesis/events';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ChangePolicy,
  type ChangePolicyBody,
  changePolicyBody,
} from '../change-policy/change-policy.command.js';
import { Policies } from './policies.js';

const policies = z
  .object({
    default: rung.meta({ description: 'The rung where no policy was set.' }),
    policies: z.array(
      z.object({
        service: z.string(),
        environment: z.string(),
        changeKind,
        rung,
        pinned: z.boolean(),
        earn: z.enum(['ask', 'automatic']),
        precision: z.number(),
        cap: z.number().int().nullable(),
        dryRun: z.boolean(),
        reason: z.string().nullable(),
        changedAt: z.string(),
        changedBy: actor.nullable(),
      }),
    ),
  })
  .meta({ id: 'Policies' });

/** How far the guardian may go, where. */
@Controller('api/policy')
@ApiTags('policy')
export class PolicyController {
  constructor(
    private readonly commands: CommandBus,
    private readonly inForce: Policies,
  ) {}

  @ApiOperation({ summary: 'All policies; the most specific one holds.' })
  @Get()
  @Scopes('read')
  @ApiOkResponse({ standardSchema: policies })
  async read(): Promise<z.infer<typeof policies>> {
    const all = await this.inForce.all();
    return {
      default: this.inForce.defaultRung,
      policies: all.map(({ reason = null, changedBy = null, cap = null, ...policy }) => ({
        ...policy,
        cap,
        reason,
        changedBy,
      })),
    };
  }

  @ApiOperation({ summary: 'Sets the policy of a service and an environment; it counts from the answer on.' })
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
