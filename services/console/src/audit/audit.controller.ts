import { type Audit, audit, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { numberText } from '../paging/number-text.js';
import { AcknowledgeFinding } from './acknowledge-finding.command.js';
import { ShowAudit } from './show-audit.query.js';

const findingId = numberText(1, 'The number of a finding is a whole number.');

/** The audit of the log: whether anything was lost. */
@Controller('api/audit')
@ApiTags('projections')
export class AuditController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @ApiOperation({
    summary: 'What the audit has compared with the log, and what it has found that nobody has acknowledged.',
  })
  @Get()
  @Scopes('read', 'projections:write')
  @ApiOkResponse({ standardSchema: audit })
  show(): Promise<Audit> {
    return this.queries.execute(new ShowAudit());
  }

  @ApiOperation({ summary: 'Says that somebody knows of a finding: it is no longer listed.' })
  @Post('findings/:id/acknowledge')
  @HttpCode(204)
  @Scopes('projections:write')
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ standardSchema: problem })
  acknowledge(
    @Param('id', { schema: findingId }) id: number,
    @CurrentCaller() { actor }: Caller,
  ): Promise<void> {
    return this.commands.execute(new AcknowledgeFinding(id, actor));
  }
}
