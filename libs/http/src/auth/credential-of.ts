import type { FastifyRequest } from 'fastify';

export const sessionCookie = 'hormesis_session';

/** The secret a request carries: `Authorization: Bearer`, `X-API-Key` (OFREP), `?access_token=` (CloudEvents webhooks), or the session cookie. */
export function credentialOf(request: Pick<FastifyRequest, 'headers' | 'url'>): string | undefined {
  const bearer = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '');
  if (bearer) return bearer[1];
  const key = request.headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  const query = new URLSearchParams(request.url.split('?')[1] ?? '').get('access_token');
  if (query) return query;
  return cookie(request.headers.cookie ?? '', sessionCookie);
}

function cookie(header: string, name: string): string | undefined {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return decodeURIComponent(value);
  }
  return undefined;
}
