import { problem } from '@hormesis/api';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { incidentId } from '../incidents/incident-id.js';
import { AttributeAgain, type AttributedAgain, attributedAgain } from './attribute-again.command.js';

/** Which change an incident is attributed to, looked at once more. */
@Controller('api/incidents/:id')
@Scopes('incidents:write')
@ApiTags('incidents')
export class AttributionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiOperation({
    summary:
      'Ranks the suspects again, by the method of today on what was known then, and shows what is different.',
  })
  @Post('attribution')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: attributedAgain })
  @ApiNotFoundResponse({ standardSchema: problem })
  @ApiConflictResponse({ standardSchema: problem })
  attributeAgain(
    @Param('id', { schema: incidentId }) id: string,
    @CurrentCaller() { actor }: Caller,
  ): Promise<AttributedAgain> {
    return this.commands.execute(new AttributeAgain(id, actor));
  }
}
