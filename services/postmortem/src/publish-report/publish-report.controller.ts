import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { CLOCK, type Clock } from '@hormesis/platform';
import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBadRequestResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { weekParam } from '../reports/week-param.js';
import { PublishReport } from './publish-report.command.js';

@Controller('api/reports')
@ApiTags('reports')
export class PublishReportController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary:
      'Publishes the report of a week as the log gives it now. An empty list of events: it was published so already.',
  })
  @Post(':week')
  @HttpCode(202)
  @Scopes('reports:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiBadRequestResponse({ standardSchema: problem })
  publish(@Param('week') week: string, @CurrentCaller() caller: Caller): Promise<CommandAccepted> {
    return this.commands.execute(new PublishReport(weekParam(week, this.clock.now()), caller.actor));
  }
}
