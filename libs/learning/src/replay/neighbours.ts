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
  const last = segments.findLastIndex((segment) => /\d/.test(segment) && !/^v\d+(\.\d+)*$/i.test(segment));
  const segment = segments[last];
  const number = segment === undefined ? null : /^(\D*)(\d{1,15})(\D*)$/.exec(segment);
  if (!number) return [];
  const [, front = '', digits = '', back = ''] = number;
  return [Number(digits) - reach, Number(digits) + reach]
    .filter((neighbour) => neighbour >= 0)
    .map((neighbour) => {
      const path = segments.with(last, `${front}${neighbour}${back}`).join('/');
      return { ...request, path: query === undefined ? path : `${path}?${query}` };
    });
}
