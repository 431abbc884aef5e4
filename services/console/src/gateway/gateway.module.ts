import type { IncomingHttpHeaders } from 'node:http';
import fastifyHttpProxy from '@fastify/http-proxy';
import { ProblemError } from '@hormesis/http';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { upstreams } from './upstreams.js';

/**
 * Passes on what other services answer, so that a browser needs one origin also when each service is a process of its
 * own. In the all-in-one the services answer for themselves, and this module is left out.
 */
@Module({})
export class GatewayModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  async onModuleInit(): Promise<void> {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const { prefix, methods, variable, fallback } of upstreams) {
      const address = process.env[variable] || fallback;
      await fastify.register(async (scope) => {
        // Bodies go through as they are.
        scope.removeAllContentTypeParsers();
        await scope.register(fastifyHttpProxy, {
          upstream: address,
          prefix,
          rewritePrefix: prefix,
          httpMethods: methods,
          replyOptions: {
            rewriteRequestHeaders: (_request, headers) => withoutOrigin(headers),
            onError: (reply) => reply.send(notThere(address, variable)),
          },
        });
      });
    }
  }
}

/** Whether the page may send this was asked at our door; to the others it would seem to come from elsewhere. */
function withoutOrigin({ origin: _, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  return headers;
}

function notThere(address: string, variable: string): ProblemError {
  return new ProblemError({
    status: 502,
    code: 'upstream-unavailable',
    title: `The service that answers this does not answer at ${address}.`,
    hint: `Start it, or set ${variable} to where it is; then try again.`,
    retryAfter: 2,
  });
}
