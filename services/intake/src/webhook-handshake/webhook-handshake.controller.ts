import { Open } from '@hormesis/http';
import { Controller, Headers, HttpCode, Options, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

@Controller('v1/events')
@ApiTags('events')
export class WebhookHandshakeController {
  @ApiOperation({
    summary:
      '* The handshake by which a CloudEvents webhook sender asks whether it may send here. It may, at any rate; that needs a token all the same.',
  })
  @Options()
  @Open()
  @HttpCode(200)
  @ApiResponse({ status: 200, description: 'The sender may deliver events here.' })
  agree(
    @Headers('webhook-request-origin') origin: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): void {
    reply.header('allow', 'OPTIONS, POST');
    if (origin === undefined || !/^[\x21-\x7e]{1,255}$/.test(origin)) return;
    reply.headers({ 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' });
  }
}
