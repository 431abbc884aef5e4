import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where `vite build` puts the web app. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'web', 'dist');

/**
 * Serves the web app: hashed assets for a year, the page itself never from a cache, and the page for every address
 * that the app routes by itself. Without a build it says how to make one.
 */
export async function serveWebApp(fastify: FastifyInstance): Promise<void> {
  const index = join(folder, 'index.html');
  const built = existsSync(index);
  if (built) {
    await fastify.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
    });
  }
  const html = built ? readFileSync(index, 'utf8') : 'The web app is not built: npm run build';
  const page = (request: FastifyRequest, reply: FastifyReply) => {
    reply
      .header('cache-control', 'no-store')
      .type(built ? 'text/html; charset=utf-8' : 'text/plain')
      .code(built ? 200 : 503);
    return request.method === 'HEAD' ? '' : html;
  };
  for (const url of pages) fastify.get(url, page);
}

/** The addresses of the app; all others stay a 404 with problem details. */
const pages = [
  '/',
  '/deployments',
  '/incidents',
  '/incidents/*',
  '/proposals',
  '/proposals/*',
  '/flags',
  '/flags/*',
  '/reports',
  '/reports/*',
  '/timeline',
  '/sign-in',
];
