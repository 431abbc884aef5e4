import type { FailingRequest } from '../case/exemplars.js';
import { oneLine } from '../wording.js';
import { isSecret } from './is-secret.js';
import type { ReplayableRequest } from './replayable-request.js';

/** Headers that the client sets itself, or must not set. */
const ofTheConnection =
  /^(host|content-length|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|accept-encoding|via)$/i;
const sendable = { name: /^[\w!#$%&'*+.^`|~-]+$/, value: /^[\t\x20-\x7e\x80-\xff]*$/ };
const replacement = 'removed';
/** Pairs such as `a=b&c=d`, whatever the headers say they are. */
const form = /^[\w.%+[\]-]+=[^&\r\n]*(?:&[\w.%+[\]-]+=[^&\r\n]*)*$/;

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
    if (isSecret(name) || !sendable.name.test(name) || !sendable.value.test(value)) {
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

function safeBody({ method, body }: FailingRequest, leftOut: string[]): string | undefined {
  if (body === undefined || body === '') return body;
  if (method === 'GET' || method === 'HEAD') {
    leftOut.push(`body of a ${method}`);
    return undefined;
  }
  if (form.test(body)) return safePairs(body, 'body', leftOut);
  const safe = safeJson(body, leftOut);
  if (safe === undefined) leftOut.push('body, which is neither a JSON object nor a form');
  return safe;
}

function safePairs(pairs: string, where: string, leftOut: string[]): string {
  return pairs
    .split('&')
    .map((pair) => {
      const [name = ''] = pair.split('=');
      if (!pair.includes('=') || !isSecret(decoded(name))) return pair;
      leftOut.push(`${where} ${oneLine(name)}`);
      return `${name}=${replacement}`;
    })
    .join('&');
}

/** As it is read on the other side; what cannot be decoded is read as it stands. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Replaces secret fields of a JSON body, however deep. What has no fields cannot be told from a secret: `undefined`. */
function safeJson(body: string, leftOut: string[]): string | undefined {
  let found = false;
  const replace = (name: string, value: unknown): unknown => {
    if (!isSecret(name) || value === null || typeof value === 'boolean') return value;
    found = true;
    leftOut.push(`body ${oneLine(name)}`);
    return replacement;
  };
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const safe = JSON.stringify(parsed, replace);
    return found ? safe : body;
  } catch {
    return undefined;
  }
}
