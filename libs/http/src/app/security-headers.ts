import type { FastifyInstance } from 'fastify';

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ');

/** Headers for browsers, and a refusal of host names that are not ours. */
export function securityHeaders(fastify: FastifyInstance, allowedHosts: readonly string[]): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-request-id': request.id,
    });
    if (allowedHosts.length > 0 && !allowedHosts.includes(hostName(request.headers.host))) {
      await reply
        .code(421)
        .type('application/problem+json')
        .send(
          JSON.stringify({
            type: 'https://hormesis.dev/problems/wrong-host',
            status: 421,
            code: 'wrong-host',
            title: 'This server does not answer under that host name.',
            hint: `Use one of: ${allowedHosts.join(', ')}.`,
          }),
        );
    }
  });
}

function hostName(header: string | undefined): string {
  const host = header ?? '';
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':')[0] ?? '');
}
