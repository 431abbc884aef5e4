import type { HttpHeaders } from '@hormesis/events';

const secret = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key']);

/** The headers as they may be kept and shown: without secrets, and as text that can be stored. */
export function shownHeaders(headers: HttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      secret.has(name.toLowerCase()) || value === undefined
        ? []
        : [[name, String(value).replaceAll('\u0000', '').toWellFormed()]],
    ),
  );
}
