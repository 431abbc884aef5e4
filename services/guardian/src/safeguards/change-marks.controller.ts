import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { markIdOf } from '@hormesis/incident';
import { Body, Controller, Delete, HttpCode, Param, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiNotFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LiftMark } from './lift-mark.command.js';
import { PlaceMark } from './place-mark.command.js';
import { endingQuery, type MarkChangeBody, markChangeBody, safeguardId } from './safeguard-bodies.js';

const liftQuery = endingQuery.extend({ source: z.string().min(1).optional() });
const anywhere = { service: '*', environment: '*' };

/** The mark of one change, by the id of its event. */
@Controller('api/changes/:id/mark')
@Scopes('policy:write')
@ApiTags('policy')
@ApiAcceptedResponse({ standardSchema: commandAccepted })
export class ChangeMarksController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({ summary: 'Marks a change as not to be rolled back.' })
  @Put()
  @HttpCode(202)
  place(
    @Param('id', { schema: safeguardId }) changeId: string,
    @Body({ schema: markChangeBody }) { source: changeSource, reason }: MarkChangeBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new PlaceMark({ ...anywhere, changeId, changeSource }, reason, actor));
  }

  @ApiOperation({ summary: 'Lifts the mark of a change.' })
  @Delete()
  @HttpCode(202)
  @ApiNotFoundResponse({ standardSchema: problem })
  lift(
    @Param('id', { schema: safeguardId }) changeId: string,
    @Query({ schema: liftQuery }) { source: changeSource, reason }: z.infer<typeof liftQuery>,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(
      new LiftMark(markIdOf({ ...anywhere, changeId, changeSource }), reason, actor),
    );
  }
}
