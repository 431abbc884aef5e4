import { logger } from '@hormesis/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of.js';

/** Answers every error as problem details, and logs those that are ours. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { retryAfter, ...problem } = problemOf(error);
    const path = pathOf(request.url);
    if (problem.status >= 500) {
      this.log.error({ err: error, requestId: request.id, path }, 'request failed');
    }
    if (reply.sent) return;
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="hormesis"');
    reply
      .code(problem.status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `https://hormesis.dev/problems/${problem.code}`,
          ...problem,
          instance: path,
          requestId: request.id,
        }),
      );
  }
}

/** Without the query, which may hold a credential (`?access_token=`). */
function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
