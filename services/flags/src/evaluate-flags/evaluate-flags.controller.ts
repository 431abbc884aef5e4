import { FlagSet } from '@hormesis/flags';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Body, Controller, Headers, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ChangeFeed } from '../stream-changes/change-feed.js';
import { StreamTickets } from '../stream-changes/stream-ticket.js';
import { ofrepAnswer, ofrepStatus } from './ofrep-answer.js';
import { OfrepErrorFilter } from './ofrep-error.filter.js';
import { ofrepBulk, ofrepFailure, ofrepFault, ofrepRequest, ofrepSuccess } from './ofrep-schemas.js';
import { readContext } from './read-context.js';
import { sendWithEtag } from './send-with-etag.js';

/** How long an answer may wait for a change that another copy told the client of, milliseconds. */
const patienceMs = 250;

/** How long a browser tab may be hidden before it lets its change stream go, seconds. */
const inactivityDelaySec = 120;

/** The OpenFeature Remote Evaluation Protocol, 0.3.0. */
@Controller('ofrep/v1/evaluate/flags')
@ApiTags('flags')
@Scopes('flags:evaluate', 'read')
@UseFilters(OfrepErrorFilter)
export class EvaluateFlagsController {
  constructor(
    private readonly set: FlagSet,
    private readonly changes: ChangeFeed,
    private readonly tickets: StreamTickets,
  ) {}

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
  @ApiQuery({
    name: 'flagConfigEtag',
    required: false,
    description: 'The `etag` of the change event that led here.',
  })
  @ApiOkResponse({ standardSchema: ofrepBulk })
  @ApiBadRequestResponse({ standardSchema: ofrepFault })
  async all(
    @Body() body: unknown,
    @Headers('if-none-match') known: string | undefined,
    @Query('flagConfigEtag') awaited: string | undefined,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = readContext(body);
    if ('fault' in read) return void (await reply.code(400).send(read.fault));
    if (awaited) await this.changes.reach(awaited.replaceAll('"', ''), patienceMs);
    const flags = this.set.evaluateAll(read.context).map(ofrepAnswer);
    const requestUri = this.tickets.requestUri(caller.token);
    const eventStreams = [{ type: 'sse', endpoint: { requestUri }, inactivityDelaySec }];
    await sendWithEtag(reply, { flags, eventStreams }, known);
  }
}
