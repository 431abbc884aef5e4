import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hasCredentialHeader } from '../auth/credential-of.js';
import { ProblemError } from '../problem/problem-error.js';
import { sendProblem } from '../problem/send-problem.js';

/**
 * Turns away, before anything is done: host names that are not ours (DNS rebinding), commands that another web page makes
 * a browser send, and addresses with a character that no name can hold.
 */
export function guardDoors(fastify: FastifyInstance, allowedHosts: readonly string[]): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const problem = wrongHost(request, allowedHosts) ?? crossSite(request) ?? nulInAddress(request);
    if (!problem) return;
    sendProblem(problem, request, reply);
    return reply;
  });
}

function wrongHost({ headers }: FastifyRequest, allowed: readonly string[]): ProblemError | undefined {
  if (allowed.length === 0 || allowed.includes(hostName(headers.host))) return undefined;
  return new ProblemError({
    status: 421,
    code: 'wrong-host',
    title: 'This server does not answer under that host name.',
    hint: `Use one of: ${allowed.join(', ')}.`,
  });
}

/** A browser names the page that sends; a cookie or a well-known token must not be enough for another one’s command. */
function crossSite(request: FastifyRequest): ProblemError | undefined {
  const { origin, host } = request.headers;
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || origin === undefined) return undefined;
  if (hasCredentialHeader(request) || (URL.canParse(origin) && new URL(origin).host === host))
    return undefined;
  return new ProblemError({
    status: 403,
    code: 'forbidden',
    title: 'Another web page sent this, without a token of its own.',
    hint: 'Send the token as `Authorization: Bearer <token>`.',
  });
}

function nulInAddress({ url }: FastifyRequest): ProblemError | undefined {
  if (!url.includes('%00')) return undefined;
  return new ProblemError({ status: 400, code: 'invalid', title: 'The address holds the character U+0000.' });
}

function hostName(header: string | undefined): string {
  const host = header ?? '';
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':')[0] ?? '');
}
