import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Delete, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiNotFoundResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DeclareFreeze } from './declare-freeze.command.js';
import { LiftFreeze } from './lift-freeze.command.js';
import { LiftMark } from './lift-mark.command.js';
import { PlaceMark } from './place-mark.command.js';
import { ResetBreaker } from './reset-breaker.command.js';
import {
  type EndingQuery,
  endingQuery,
  type FreezeBody,
  freezeBody,
  type MarkBody,
  markBody,
  type ResetBreakerBody,
  resetBreakerBody,
  safeguardId,
} from './safeguard-bodies.js';

/** What keeps the guardian from acting alone; each counts from the answer on. */
@Controller('api/policy')
@Scopes('policy:write')
@ApiTags('policy')
@ApiAcceptedResponse({ standardSchema: commandAccepted })
export class SafeguardsController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({
    summary: 'Declares a freeze: for a time, or each week, the guardian recommends instead of acting.',
  })
  @Post('freezes')
  @HttpCode(202)
  declareFreeze(
    @Body({ schema: freezeBody }) freeze: FreezeBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new DeclareFreeze(freeze, actor));
  }

  @ApiOperation({ summary: 'Lifts a freeze before its time.' })
  @Delete('freezes/:id')
  @HttpCode(202)
  @ApiNotFoundResponse({ standardSchema: problem })
  liftFreeze(
    @Param('id', { schema: safeguardId }) id: string,
    @Query({ schema: endingQuery }) { reason }: EndingQuery,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new LiftFreeze(id, reason, actor));
  }

  @ApiOperation({ summary: 'Marks a version of a service as not to be rolled back.' })
  @Post('marks')
  @HttpCode(202)
  placeMark(
    @Body({ schema: markBody }) { reason, ...marked }: MarkBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new PlaceMark(marked, reason, actor));
  }

  @ApiOperation({ summary: 'Lifts a mark: what it was on may be rolled back again.' })
  @Delete('marks/:id')
  @HttpCode(202)
  @ApiNotFoundResponse({ standardSchema: problem })
  liftMark(
    @Param('id', { schema: safeguardId }) id: string,
    @Query({ schema: endingQuery }) { reason }: EndingQuery,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new LiftMark(id, reason, actor));
  }

  @ApiOperation({ summary: 'Resets a breaker: the guardian may act again before the time is over.' })
  @Post('breakers/reset')
  @HttpCode(202)
  resetBreaker(
    @Body({ schema: resetBreakerBody }) breaker: ResetBreakerBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ResetBreaker(breaker, actor));
  }
}
