import { readFile } from 'node:fs/promises';
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
  await fastify.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    suppressWarning: true,
  });
  for (const url of pages) fastify.get(url, showPage);
}

/** Reads the page each time: it names the assets of its build, and a new build may have come since the start. */
async function showPage(_: FastifyRequest, reply: FastifyReply): Promise<string> {
  reply.header('cache-control', 'no-store');
  try {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    reply.type('text/html; charset=utf-8');
    return html;
  } catch {
    reply.code(503).type('text/plain; charset=utf-8');
    return 'The web app is not built: npm run build';
  }
}

/** The addresses of the app; all others stay a 404 with problem details. */
const pages = [
  '/',
  '/deployments',
  '/incidents',
  '/incidents/*',
  '/learning',
  '/learning/*',
  '/policy',
  '/proposals',
  '/proposals/*',
  '/flags',
  '/flags/*',
  '/reports',
  '/reports/*',
  '/timeline',
  '/sign-in',
];
