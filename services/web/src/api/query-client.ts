import { QueryClient } from '@tanstack/react-query';
import { isApiError } from './api-error.js';

/** Data is refreshed by the live stream, so it does not go stale by itself; requests that cannot succeed are not retried. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) =>
          failures < 2 &&
          isApiError(error) &&
          error.problem.status === 0 &&
          error.problem.code === 'unreachable',
        retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 4000),
      },
    },
  });
}
