import type { ReplayableRequest } from './replayable-request.js';

/** So many neighbours on each side of an id. */
const reach = 1;

/**
 * The same request for neighbouring ids: what failed for 42 may fail for 43. Only of requests that change nothing; none
 * where the path has no number.
 */
export function neighboursOf(request: ReplayableRequest): ReplayableRequest[] {
  if (request.method !== 'GET' && request.method !== 'HEAD') return [];
  const [pathname = '', query] = request.path.split('?');
  const segments = pathname.split('/');
  const last = segments.findLastIndex((segment) => /^\d{1,15}$/.test(segment));
  if (last < 0) return [];
  const id = Number(segments[last]);
  return [id - reach, id + reach]
    .filter((neighbour) => neighbour >= 0)
    .map((neighbour) => {
      const path = segments.with(last, String(neighbour)).join('/');
      return { ...request, path: query === undefined ? path : `${path}?${query}` };
    });
}
