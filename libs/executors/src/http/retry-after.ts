import type { IncomingHttpHeaders } from 'node:http';

/** Timeouts, "too early", "too many" and errors of the server; GitHub says "too many" with a 403 as well. */
export function mayPass(status: number, headers: IncomingHttpHeaders): boolean {
  if (status === 408 || status === 425 || status === 429 || status >= 500) return true;
  return status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0');
}

/**
 * How long the other system asks to be left alone, milliseconds: `Retry-After` in seconds or as a date, else
 * `X-RateLimit-Reset` as a time in seconds (GitHub) or milliseconds (LaunchDarkly) since 1970.
 */
export function askedPause(headers: IncomingHttpHeaders, now = Date.now()): number {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const seconds = Number(after);
    const ms = Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1_000;
    return Number.isFinite(ms) ? Math.max(0, ms) : 0;
  }
  const reset = Number(headers['x-ratelimit-reset']);
  if (!(reset > 0)) return 0;
  return Math.max(0, (reset > 1e12 ? reset : reset * 1_000) - now);
}
