import {
  type CommandAccepted,
  commandAccepted,
  type DrillAccepted,
  drillAccepted,
  problem,
  type StartDrill as StartDrillBody,
  startDrill,
} from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { z } from 'zod';
import { StartDrill } from './start-drill.command.js';
import { StopDrill } from './stop-drill.command.js';

const drillId = z.string().regex(/^[\w.:-]{1,100}$/, 'A drill’s id looks like drl-1a2b3c4d5e.');

@Controller('api/drills')
@ApiTags('drills')
export class DrillsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    summary: 'Injects a past failure again, for at most so many seconds, to see whether the guards notice.',
    description:
      'Without a class and an incident it is one of a class whose guards were never exercised. Refused during a freeze, while an incident is open there, and while another drill runs there.',
  })
  @HttpCode(202)
  @Scopes('drills:write')
  @ApiAcceptedResponse({ standardSchema: drillAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  start(
    @Body({ schema: startDrill }) body: StartDrillBody,
    @CurrentCaller() caller: Caller,
  ): Promise<DrillAccepted> {
    return this.commands.execute(new StartDrill(body, caller.actor));
  }

  @Delete(':id')
  @ApiOperation({ summary: 'Stops a drill. It is answered once nothing is injected any more.' })
  @HttpCode(202)
  @Scopes('drills:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  stop(
    @Param('id', { schema: drillId }) id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new StopDrill(id, caller.actor));
  }
}
