import {
  type ActionsFilter,
  type ActionTaken,
  actionsFilter,
  actionTaken,
  type CommandAccepted,
  commandAccepted,
  type Page,
  page,
  problem,
} from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApproveAction } from '../approve-action/approve-action.command.js';
import { actionId } from '../incidents/incident-id.js';
import { ActionsTaken } from '../ladder/actions-taken.js';
import { ActionCommands } from './action-commands.js';
import { JudgeAction } from './judge-action.command.js';
import { type OrderBody, orderBody } from './order.js';
import { StopAction } from './stop-action.command.js';
import { UndoAction } from './undo-action.command.js';

/** What the guardian did and recommended, and what people do about it. */
@Controller('api/actions')
@ApiTags('actions')
export class ActionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly taken: ActionsTaken,
    private readonly actions: ActionCommands,
  ) {}

  @ApiOperation({ summary: 'Actions and recommendations with their verdicts, newest first.' })
  @Get()
  @Scopes('read')
  @ApiOkResponse({ standardSchema: page(actionTaken) })
  list(@Query({ schema: actionsFilter }) filter: ActionsFilter): Promise<Page<ActionTaken>> {
    return this.taken.list(filter);
  }

  @ApiOperation({ summary: 'Orders what was recommended, or once more what did not work.' })
  @Post(':id/approve')
  @HttpCode(202)
  @Scopes('incidents:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  async approve(
    @Param('id', { schema: actionId }) id: string,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ApproveAction(await this.actions.incidentOf(id), id, actor));
  }

  @ApiOperation({ summary: 'Stops an action that is not done; what is done all the same is undone.' })
  @Post(':id/stop')
  @HttpCode(202)
  @Scopes('incidents:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  stop(
    @Param('id', { schema: actionId }) id: string,
    @Body({ schema: orderBody }) order: OrderBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new StopAction(id, order, actor));
  }

  @ApiOperation({ summary: 'Undoes an action: the flag on again, the version deployed again.' })
  @Post(':id/undo')
  @HttpCode(202)
  @Scopes('incidents:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  undo(
    @Param('id', { schema: actionId }) id: string,
    @Body({ schema: orderBody }) order: OrderBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new UndoAction(id, order, actor));
  }

  @ApiOperation({ summary: 'Says that an action, or a recommendation, was right.' })
  @Post(':id/confirm')
  @HttpCode(202)
  @Scopes('incidents:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  confirm(
    @Param('id', { schema: actionId }) id: string,
    @Body({ schema: orderBody }) order: OrderBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new JudgeAction(id, 'confirmed', order, actor));
  }

  @ApiOperation({ summary: 'Says that an action, or a recommendation, was wrong.' })
  @Post(':id/reject')
  @HttpCode(202)
  @Scopes('incidents:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  reject(
    @Param('id', { schema: actionId }) id: string,
    @Body({ schema: orderBody }) order: OrderBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new JudgeAction(id, 'wrong', order, actor));
  }
}
