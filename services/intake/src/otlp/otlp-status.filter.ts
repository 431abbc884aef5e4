import { problemOf } from '@hormesis/http';
import { encodeStatus, Unreadable } from '@hormesis/otlp';
import { logger } from '@hormesis/telemetry';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mediaTypes } from './media-types.js';
import { encodingOf } from './otlp-body.js';

const log = logger('intake');

/** Answers what goes wrong as OTLP has it: a `google.rpc.Status` in the encoding of the request. */
@Catch()
export class OtlpStatusFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { headers, id, url } = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { status, title, hint, retryAfter } = seen(error);
    if (status >= 500) log.error({ err: error, requestId: id, path: url }, 'request failed');
    const encoding = encodingOf(headers) ?? 'json';
    const message = hint === undefined ? title : `${title} ${hint}`;
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    if (status === 401) reply.header('www-authenticate', 'Bearer realm="hormesis"');
    reply
      .code(status)
      .type(mediaTypes[encoding])
      .send(Buffer.from(encodeStatus(codes[status] ?? codeOf(status), message, encoding)));
  }
}

function seen(error: unknown) {
  const isUnreadable = error instanceof Unreadable;
  const problem = isUnreadable ? { status: 400, title: error.message } : problemOf(error);
  return { hint: undefined, retryAfter: undefined, ...problem };
}

/** The codes of gRPC that come nearest. */
const codes: Readonly<Record<number, number>> = { 401: 16, 403: 7, 404: 5, 413: 8, 429: 8, 503: 14 };

function codeOf(status: number): number {
  const [invalidArgument, internal] = [3, 13];
  return status >= 500 ? internal : invalidArgument;
}
