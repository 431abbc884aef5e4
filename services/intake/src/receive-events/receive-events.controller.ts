import { problem } from '@hormesis/api';
import { InvalidEvent } from '@hormesis/events';
import { type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { Controller, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Quarantine } from '../quarantine/quarantine.js';
import { type Answer, answerOf, eventsAccepted, someEventsAccepted } from './answer.js';
import { assertReadable } from './assert-readable.js';
import { ReceiveEvents } from './receive-events.command.js';
import { unreadableRequest } from './unreadable-request.js';

@Controller('v1/events')
@ApiTags('events')
export class ReceiveEventsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly quarantine: Quarantine,
  ) {}

  @ApiOperation({
    summary:
      'Takes events: CloudEvents 1.0 (binary, structured, batched) or a bare CDEvent. Answers once they are durable. The same source and id sent again gets the same position, and counts once.',
  })
  @Post()
  @Scopes('events:write')
  @ApiConsumes('application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json')
  @ApiBody({ schema: { type: 'object', description: 'See docs/reference/events.md for the types.' } })
  @ApiResponse({ status: 202, description: 'All events are durable.', standardSchema: eventsAccepted })
  @ApiResponse({
    status: 207,
    description: 'Some are durable, some were not taken.',
    standardSchema: someEventsAccepted,
  })
  @ApiResponse({ status: 400, description: 'The body cannot be read.', standardSchema: problem })
  @ApiResponse({ status: 413, description: 'Too large, or too many events.', standardSchema: problem })
  @ApiResponse({
    status: 415,
    description: 'Not a form of events that is read here.',
    standardSchema: problem,
  })
  @ApiResponse({ status: 422, description: 'No event was taken.', standardSchema: problem })
  @ApiResponse({
    status: 503,
    description: 'The log cannot be reached: send again.',
    standardSchema: problem,
  })
  async receive(
    @Req() request: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { status, body } = await this.answer(request, caller);
    await reply.code(status).send(body);
  }

  private async answer({ headers, body }: FastifyRequest, caller: Caller): Promise<Answer> {
    assertReadable(headers);
    try {
      const reception = await this.commands.execute(new ReceiveEvents({ headers, body }, caller));
      await this.quarantine.keep(reception.rejected, { headers, token: caller.token });
      return answerOf(reception);
    } catch (error) {
      if (!(error instanceof InvalidEvent)) throw error;
      await this.quarantine.keep([{ index: 0, issues: error.issues, sent: body }], {
        headers,
        token: caller.token,
      });
      throw unreadableRequest(error);
    }
  }
}
