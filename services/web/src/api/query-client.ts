import { QueryCache, QueryClient } from '@tanstack/react-query';
import { isApiError } from './api-error.js';
import { sessionQuery } from './session.js';

/**
 * Data is refreshed by the live stream, so it does not go stale by itself. Only a server that does not answer is asked
 * again at once. An answer 401 means that the session is over: it is looked at anew.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isApiError(error, 401)) void client.invalidateQueries(sessionQuery);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && isApiError(error) && error.problem.code === 'unreachable',
        retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 4000),
      },
    },
  });
  return client;
}
