import { logger } from '@hormesis/telemetry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of.js';

const log = logger('http');

/** Answers an error as problem details (RFC 9457), and logs it when it is ours. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { retryAfter, ...problem } = problemOf(error);
  const path = pathOf(request.url);
  if (problem.status >= 500) log.error({ err: error, requestId: request.id, path }, 'request failed');
  if (reply.sent) return;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="hormesis"');
  const type = `https://hormesis.dev/problems/${problem.code}`;
  reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ type, ...problem, instance: path, requestId: request.id }));
}

/** Without the query, which may hold a credential (`?access_token=`). */
function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
