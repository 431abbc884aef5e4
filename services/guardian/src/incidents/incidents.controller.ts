import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AcknowledgeIncident } from '../acknowledge-incident/acknowledge-incident.command.js';
import {
  AnnotateIncident,
  type AnnotateIncidentBody,
  annotateIncidentBody,
} from '../annotate-incident/annotate-incident.command.js';
import { ApproveAction } from '../approve-action/approve-action.command.js';
import {
  ReopenIncident,
  type ReopenIncidentBody,
  reopenIncidentBody,
} from '../reopen-incident/reopen-incident.command.js';
import {
  ResolveIncident,
  type ResolveIncidentBody,
  resolveIncidentBody,
} from '../resolve-incident/resolve-incident.command.js';
import { actionId, incidentId } from './incident-id.js';

/** What people do to an incident. */
@Controller('api/incidents/:id')
@Scopes('incidents:write')
@ApiTags('incidents')
@ApiAcceptedResponse({ standardSchema: commandAccepted })
@ApiNotFoundResponse({ standardSchema: problem })
@ApiConflictResponse({ standardSchema: problem })
export class IncidentsController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({ summary: 'Takes the incident.' })
  @Post('acknowledge')
  @HttpCode(202)
  acknowledge(
    @Param('id', { schema: incidentId }) id: string,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new AcknowledgeIncident(id, actor));
  }

  @ApiOperation({ summary: 'Adds a note.' })
  @Post('annotate')
  @HttpCode(202)
  annotate(
    @Param('id', { schema: incidentId }) id: string,
    @Body({ schema: annotateIncidentBody }) { note }: AnnotateIncidentBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new AnnotateIncident(id, note, actor));
  }

  @ApiOperation({ summary: 'Says that it is over.' })
  @Post('resolve')
  @HttpCode(202)
  resolve(
    @Param('id', { schema: incidentId }) id: string,
    @Body({ schema: resolveIncidentBody }) body: ResolveIncidentBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ResolveIncident(id, body, actor));
  }

  @ApiOperation({ summary: 'Says that it is not over after all.' })
  @Post('reopen')
  @HttpCode(202)
  reopen(
    @Param('id', { schema: incidentId }) id: string,
    @Body({ schema: reopenIncidentBody }) body: ReopenIncidentBody,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ReopenIncident(id, body, actor));
  }

  @ApiOperation({ summary: 'Orders an action that was recommended, or once more one that did not work.' })
  @Post('actions/:actionId/approve')
  @HttpCode(202)
  approve(
    @Param('id', { schema: incidentId }) id: string,
    @Param('actionId', { schema: actionId }) action: string,
    @CurrentCaller() { actor }: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new ApproveAction(id, action, actor));
  }
}
