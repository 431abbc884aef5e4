import { BodyLimit, type Caller, CurrentCaller, Scopes } from '@hormesis/http';
import { encodeAnswer } from '@hormesis/otlp';
import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypes } from '../otlp/media-types.js';
import { readOtlpBody } from '../otlp/otlp-body.js';
import { OtlpDoor } from '../otlp/otlp-door.js';
import { otlpLimits } from '../otlp/otlp-limits.js';
import { OtlpStatusFilter } from '../otlp/otlp-status.filter.js';
import { ReceiveTraces } from './receive-traces.command.js';

@Controller('v1/traces')
@ApiTags('signals')
@UseFilters(OtlpStatusFilter)
export class ReceiveTracesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly door: OtlpDoor,
  ) {}

  @ApiOperation({
    summary: 'Takes spans by OTLP over HTTP, and learns from them who calls whom. The spans are not kept.',
  })
  @Post()
  @Scopes('events:write')
  @BodyLimit(otlpLimits.bodyBytes)
  @ApiConsumes('application/x-protobuf', 'application/json')
  @ApiBody({ schema: { type: 'object', description: 'An ExportTraceServiceRequest of OTLP 1.' } })
  @ApiResponse({ status: 200, description: 'An ExportTraceServiceResponse.' })
  @ApiResponse({ status: 400, description: 'The body cannot be read: a google.rpc.Status.' })
  @ApiResponse({ status: 413, description: 'Too large.' })
  @ApiResponse({ status: 415, description: 'Not a type or an encoding that is read here.' })
  @ApiResponse({ status: 429, description: 'Too many at once: send again.' })
  @ApiResponse({ status: 503, description: 'The log cannot be reached: send again.' })
  async receive(
    @Req() { headers, body }: FastifyRequest,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.door.enter(async () => {
      const sent = await readOtlpBody(headers, body);
      const outcome = await this.commands.execute(new ReceiveTraces(sent, caller));
      const answer = encodeAnswer(outcome, sent.encoding, 'rejectedSpans');
      await reply.code(200).type(mediaTypes[sent.encoding]).send(Buffer.from(answer));
    });
  }
}
