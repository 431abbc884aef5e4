import { FlagSet } from '@hormesis/flags';
import { Scopes } from '@hormesis/http';
import { Body, Controller, Headers, Param, Post, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ofrepAnswer, ofrepStatus } from './ofrep-answer.js';
import { ofrepBulk, ofrepFailure, ofrepFault, ofrepRequest, ofrepSuccess } from './ofrep-schemas.js';
import { readContext } from './read-context.js';
import { sendWithEtag } from './send-with-etag.js';

/** The OpenFeature Remote Evaluation Protocol, 0.3.0. */
@Controller('ofrep/v1/evaluate/flags')
@ApiTags('flags')
@Scopes('flags:evaluate', 'read')
export class EvaluateFlagsController {
  constructor(private readonly set: FlagSet) {}

  @Post(':key')
  @ApiOperation({ summary: 'Evaluates one flag: what server SDKs ask.' })
  @ApiBody(ofrepRequest)
  @ApiOkResponse({ standardSchema: ofrepSuccess })
  @ApiBadRequestResponse({ standardSchema: ofrepFailure })
  @ApiNotFoundResponse({ standardSchema: ofrepFailure })
  async one(@Param('key') key: string, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const read = readContext(body);
    if ('fault' in read) return void (await reply.code(400).send({ key, ...read.fault }));
    const evaluation = this.set.evaluate(key, read.context);
    await reply.code(ofrepStatus(evaluation)).send(ofrepAnswer(evaluation));
  }

  @Post()
  @ApiOperation({
    summary: 'Evaluates all flags for one context: what client SDKs ask, and ask again with If-None-Match.',
  })
  @ApiBody(ofrepRequest)
  @ApiOkResponse({ standardSchema: ofrepBulk })
  @ApiBadRequestResponse({ standardSchema: ofrepFault })
  async all(
    @Body() body: unknown,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readContext(body);
    if ('fault' in read) return void (await reply.code(400).send(read.fault));
    const flags = this.set.evaluateAll(read.context).map(ofrepAnswer);
    await sendWithEtag(reply, { flags }, known);
  }
}
