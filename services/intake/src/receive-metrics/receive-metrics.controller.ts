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
import { ReceiveMetrics } from './receive-metrics.command.js';

@Controller('v1/metrics')
@ApiTags('signals')
@UseFilters(OtlpStatusFilter)
export class ReceiveMetricsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly door: OtlpDoor,
  ) {}

  @ApiOperation({
    summary:
      'Takes metrics by OTLP over HTTP, and makes signal windows of them. Answers once they are durable; the same request sent again counts once.',
  })
  @Post()
  @Scopes('events:write')
  @BodyLimit(otlpLimits.bodyBytes)
  @ApiConsumes('application/x-protobuf', 'application/json')
  @ApiBody({ schema: { type: 'object', description: 'An ExportMetricsServiceRequest of OTLP 1.' } })
  @ApiResponse({
    status: 200,
    description: 'An ExportMetricsServiceResponse; what could not be used is counted.',
  })
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
      const outcome = await this.commands.execute(new ReceiveMetrics(sent, caller));
      const answer = encodeAnswer(outcome, sent.encoding, 'rejectedDataPoints');
      await reply.code(200).type(mediaTypes[sent.encoding]).send(Buffer.from(answer));
    });
  }
}
