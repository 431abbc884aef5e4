import { randomUUID } from 'node:crypto';
import { ConsoleLogger, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemFilter } from '../problem/problem.filter.js';
import { validationPipe } from '../problem/validation.pipe.js';
import { limitByRoute } from './body-limit.js';
import { guardDoors } from './guard-doors.js';
import { HttpAdapter } from './http-adapter.js';
import { securityHeaders } from './security-headers.js';

/** Largest body of a request, bytes; a route may have one of its own, by `@BodyLimit`. */
export const bodyLimit = 1024 * 1024;

export type HttpAppOptions = {
  /** Host names that a browser may use for this server; others are refused (DNS rebinding). Empty: any. */
  allowedHosts?: readonly string[];
};

/**
 * A Nest application with what every service shares: problem details, validation, request ids, security headers.
 * Under `/v1/` and `/ofrep/` bodies arrive as raw bytes, so that their controllers can tell what is wrong with them;
 * elsewhere JSON is parsed.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new HttpAdapter({
    bodyLimit,
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 500 },
  });
  takeBodies(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    // What goes wrong here is thrown; Nest would print it as well, with its stack.
    logger: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.useLogger(new ConsoleLogger({ logLevels: ['error', 'fatal'] }));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(validationPipe());
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  limitByRoute(fastify);
  securityHeaders(fastify);
  guardDoors(fastify, options.allowedHosts ?? []);
  return app;
}

function takeBodies(adapter: HttpAdapter): void {
  const fastify = adapter.getInstance();
  const parse = fastify.getDefaultJsonParser('error', 'error');
  adapter.useBodyParser(
    'application/json',
    false,
    { bodyLimit },
    (request: FastifyRequest, body: Buffer, done) => {
      if (takesRawBody(request.url)) return done(null, body);
      if (body.length === 0) return done(null, undefined);
      parse(request, body.toString('utf8'), done);
    },
  );
  adapter.useBodyParser('*', false, { bodyLimit });
}

function takesRawBody(url: string): boolean {
  return url.startsWith('/v1/') || url.startsWith('/ofrep/');
}
