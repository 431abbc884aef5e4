import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/** Gives a route a limit of its own for bodies, bytes. */
export function BodyLimit(bytes: number): MethodDecorator {
  return RouteConfig({ bodyLimit: bytes });
}

/** Makes {@link BodyLimit} hold: Nest hands a route's configuration on, but not its options. */
export function limitByRoute(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const own: unknown = Object(route.config).bodyLimit;
    if (typeof own === 'number') route.bodyLimit = own;
  });
}
