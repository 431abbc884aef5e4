import { allows, callerOf, Open, ProblemError } from '@hormesis/http';
import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EventStreams } from './event-streams.js';
import { StreamTickets } from './stream-ticket.js';

/** OFREP’s change notifications as server-sent events (service/adrs/0008, 0.3.0). */
@Controller('ofrep/v1/events')
@ApiTags('flags')
export class StreamChangesController {
  constructor(
    private readonly streams: EventStreams,
    private readonly tickets: StreamTickets,
  ) {}

  @Get()
  @Open()
  @ApiOperation({
    summary:
      'Tells of every change to the flags, as server-sent events. The bulk evaluation names the address, with its ticket.',
  })
  @ApiQuery({ name: 'ticket', required: false, description: 'Instead of a token, for browsers.' })
  @ApiOkResponse({
    description: 'Events with the data `{"type":"refetchEvaluation","etag":"…","lastModified":…}`.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  stream(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('ticket') ticket: string | undefined,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): void {
    if (!this.mayStream(request, ticket)) throw unauthorized;
    if (this.streams.isFull) throw full;
    const headers = {
      ...reply.getHeaders(),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    };
    reply.hijack();
    reply.raw.writeHead(200, headers as Record<string, string>);
    reply.raw.socket?.setNoDelay(true);
    this.streams.add(reply.raw, lastEventId);
  }

  private mayStream(request: FastifyRequest, ticket: string | undefined): boolean {
    const caller = callerOf(request);
    if (caller && (allows(caller, 'flags:evaluate') || allows(caller, 'read'))) return true;
    return this.tickets.mayStream(ticket);
  }
}

const unauthorized = new ProblemError({
  status: 401,
  code: 'unauthorized',
  title: 'This address needs a token or a ticket.',
  hint: 'Take the address from `eventStreams` in the answer of POST /ofrep/v1/evaluate/flags.',
});

const full = new ProblemError({
  status: 429,
  code: 'too-many-requests',
  title: 'This server has as many clients on its change stream as it takes.',
  hint: 'Try again later, or run more copies of the flags service.',
  retryAfter: 30,
});
