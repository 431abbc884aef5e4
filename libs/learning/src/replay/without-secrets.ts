import type { FailingRequest } from '../case/exemplars.js';
import { oneLine } from '../wording.js';
import type { ReplayableRequest } from './replayable-request.js';

const secret =
  /auth|cookie|token|secret|passw|pwd|credential|session|signature|api[-_]?key|private[-_]?key|jwt|bearer/i;
/** Headers that the client sets itself, or must not set. */
const ofTheConnection =
  /^(host|content-length|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|accept-encoding|via)$/i;
const sendable = { name: /^[\w!#$%&'*+.^`|~-]+$/, value: /^[\t\x20-\x7e\x80-\xff]*$/ };
const replacement = 'removed';

/** The recorded request without credentials, and without what a client cannot send. */
export function withoutSecrets(request: FailingRequest): ReplayableRequest {
  const leftOut: string[] = [];
  const headers = safeHeaders(request.headers ?? {}, leftOut);
  const path = safePath(request.path, leftOut);
  const body = safeBody(request, leftOut);
  return { method: request.method, path, headers, body, leftOut: [...new Set(leftOut)] };
}

function safeHeaders(headers: Record<string, string>, leftOut: string[]): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (ofTheConnection.test(name)) continue;
    if (secret.test(name) || !sendable.name.test(name) || !sendable.value.test(value)) {
      leftOut.push(`header ${oneLine(name).toLowerCase()}`);
      continue;
    }
    safe[name.toLowerCase()] = value.trim();
  }
  return safe;
}

function safePath(path: string, leftOut: string[]): string {
  const [beforeFragment = '/'] = path.split('#');
  const [pathname = '/', ...query] = beforeFragment.split('?');
  if (query.length === 0) return pathname;
  return `${pathname}?${safePairs(query.join('?'), 'query', leftOut)}`;
}

function safeBody({ method, body, headers }: FailingRequest, leftOut: string[]): string | undefined {
  if (body === undefined) return undefined;
  if (method === 'GET' || method === 'HEAD') {
    leftOut.push(`body of a ${method}`);
    return undefined;
  }
  const mediaType = Object.entries(headers ?? {}).find(([name]) => /^content-type$/i.test(name))?.[1];
  if (mediaType?.includes('x-www-form-urlencoded')) return safePairs(body, 'body', leftOut);
  return safeJson(body, leftOut);
}

function safePairs(pairs: string, where: string, leftOut: string[]): string {
  return pairs
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=');
      if (!pair.includes('=') || !secret.test(name)) return pair;
      leftOut.push(`${where} ${oneLine(name)}`);
      return `${name}=${replacement}`;
    })
    .join('&');
}

/** Replaces secret fields of a JSON body, however deep; any other body stays as it is. */
function safeJson(body: string, leftOut: string[]): string {
  let found = false;
  const replace = (name: string, value: unknown): unknown => {
    if (!secret.test(name) || value === null || typeof value === 'boolean') return value;
    found = true;
    leftOut.push(`body ${oneLine(name)}`);
    return replacement;
  };
  try {
    const safe = JSON.stringify(JSON.parse(body), replace);
    return found ? safe : body;
  } catch {
    return body;
  }
}
