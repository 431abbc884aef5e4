import { FlagSet } from '@hormesis/flags';
import { Scopes } from '@hormesis/http';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { sendWithEtag } from '../evaluate-flags/send-with-etag.js';

@Controller('flagd')
@ApiTags('flags')
export class SyncFlagsController {
  constructor(private readonly set: FlagSet) {}

  @Get('flags.json')
  @ApiOperation({ summary: 'All flags as one flagd document: flagd start --uri …/flagd/flags.json.' })
  @Scopes('flags:evaluate', 'read')
  async flags(
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendWithEtag(reply, this.set.toFlagd(), known);
  }
}
