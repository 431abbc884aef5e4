import { ProblemFilter, problemOf } from '@hormesis/http';
import { logger } from '@hormesis/telemetry';
import { type ArgumentsHost, Catch } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers a fault of ours as OFREP does: 500 with `errorDetails` alone. What a caller did wrong stays a problem. */
@Catch()
export class OfrepErrorFilter extends ProblemFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const { status, title } = problemOf(error);
    if (status < 500) {
      super.catch(error, host);
      return;
    }
    const http = host.switchToHttp();
    const { id } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    logger('flags').error({ err: error, requestId: id }, 'an evaluation failed');
    if (!reply.sent) reply.code(500).send({ errorDetails: `${title} Request ${id}.` });
  }
}
