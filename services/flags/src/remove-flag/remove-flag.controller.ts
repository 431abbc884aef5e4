import { type CommandAccepted, commandAccepted, problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Controller, Delete, HttpCode, Param, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiConflictResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { flagKey } from '../flag-streams/flag-key.js';
import { RemoveFlag, type RemoveFlagQuery, removeFlagQuery } from './remove-flag.command.js';

@Controller('api/flags')
@ApiTags('flags')
export class RemoveFlagController {
  constructor(private readonly commands: CommandBus) {}

  @Delete(':key')
  @ApiOperation({
    summary: 'Deletes a flag. Clients get their code default, and are told that the flag is unknown.',
  })
  @HttpCode(202)
  @Scopes('flags:write')
  @ApiAcceptedResponse({ standardSchema: commandAccepted })
  @ApiConflictResponse({ standardSchema: problem })
  remove(
    @Param('key', { schema: flagKey }) key: string,
    @Query({ schema: removeFlagQuery }) query: RemoveFlagQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<CommandAccepted> {
    return this.commands.execute(new RemoveFlag(key, query, caller.actor));
  }
}
