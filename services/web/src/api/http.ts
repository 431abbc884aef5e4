import { type CommandAccepted, commandAccepted } from '@hormesis/api';
import type { z } from 'zod';
import { errorOf, unexpectedAnswer, unreachable } from './api-error.js';

export type Query = Record<string, string | number | undefined>;

/** The address of an API path, under whatever path the console is served. */
export function urlOf(path: string, query: Query = {}): URL {
  const url = new URL(path, document.baseURI);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') url.searchParams.set(name, String(value));
  }
  return url;
}

/** A JSON resource, checked against its schema. Throws `ApiError`. */
export async function getJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  options: { query?: Query; signal?: AbortSignal } = {},
): Promise<z.infer<Schema>> {
  const headers = { accept: 'application/json' };
  const response = await call(path, { headers, signal: options.signal ?? null }, options.query);
  return read(path, response, schema);
}

/** A resource as text in the given media type. Throws `ApiError`. */
export async function getText(path: string, accept: string, signal?: AbortSignal): Promise<string> {
  const response = await call(path, { headers: { accept }, signal: signal ?? null });
  return response.text();
}

/** A command; resolves once it is accepted. Throws `ApiError`. */
export function send(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  query?: Query,
): Promise<CommandAccepted> {
  return sendFor(method, path, body, commandAccepted, query);
}

/** A command that is answered with something of its own. Throws `ApiError`. */
export async function sendFor<Schema extends z.ZodType>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  schema: Schema,
  query?: Query,
): Promise<z.infer<Schema>> {
  const init = {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  };
  const response = await call(path, init, query);
  return read(path, response, schema);
}

export async function call(path: string, init: RequestInit, query?: Query): Promise<Response> {
  const response = await fetch(urlOf(path, query), { credentials: 'same-origin', ...init }).catch(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw unreachable(path);
    },
  );
  if (!response.ok) throw await errorOf(path, response);
  return response;
}

async function read<Schema extends z.ZodType>(
  path: string,
  response: Response,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const reason = first ? `${first.path.join('.') || 'the answer'}: ${first.message}` : 'no reason given';
  throw unexpectedAnswer(path, reason, response.headers.get('x-request-id') ?? undefined);
}
