import type { FastifyRequest } from 'fastify';

export const sessionCookie = 'hormesis_session';

/** The secret a request carries: `Authorization: Bearer`, `X-API-Key` (OFREP), `?access_token=` for events (CloudEvents webhooks) and for Flagger, which cannot send headers, or the session cookie. */
export function credentialOf(request: Pick<FastifyRequest, 'headers' | 'url'>): string | undefined {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '');
  if (bearer) return bearer[1];
  const key = request.headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  const [path, search = ''] = request.url.split('?', 2);
  const query =
    path === '/v1/events' || path?.startsWith('/api/executors/flagger/')
      ? new URLSearchParams(search).get('access_token')
      : null;
  if (query) return query;
  return cookie(request.headers.cookie ?? '', sessionCookie);
}

function cookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return decoded(value);
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** Whether the request carries its credential in a header, which no other web page can make a browser send. */
export function hasCredentialHeader({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers.authorization !== undefined || headers['x-api-key'] !== undefined;
}
