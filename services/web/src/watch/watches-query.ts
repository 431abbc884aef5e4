import { watches } from '@hormesis/api';
import { queryOptions } from '@tanstack/react-query';
import { getJson, type Query } from '../api/http.js';

/** What the sentinel watches, asked for each second: its windows end that often. */
export const watchesQuery = (of: Query = {}) =>
  queryOptions({
    queryKey: ['watches', of],
    queryFn: ({ signal }) => getJson('api/watches', watches, { query: of, signal }),
    refetchInterval: 1_000,
  });
