import fastifyHttpProxy from '@fastify/http-proxy';
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
      await fastify.register(async (scope) => {
        // Bodies go through as they are.
        scope.removeAllContentTypeParsers();
        await scope.register(fastifyHttpProxy, {
          upstream: process.env[variable] || fallback,
          prefix,
          rewritePrefix: prefix,
          httpMethods: methods,
        });
      });
    }
  }
}
