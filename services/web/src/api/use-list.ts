import type { Page } from '@hormesis/api';
import {
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';

export type List<Item> = {
  /** What is loaded so far, in the server's order. */
  data: Item[] | undefined;
  error: unknown;
  refetch: () => unknown;
  hasMore: boolean;
  loadingMore: boolean;
  loadMore: () => void;
};

/** A list that is read page by page, as one array. */
export function useList<Item, Key extends QueryKey>(
  options: UseInfiniteQueryOptions<Page<Item>, Error, InfiniteData<Page<Item>>, Key, string | null>,
): List<Item> {
  const query = useInfiniteQuery(options);
  const pages = query.data?.pages;
  const data = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  return {
    data,
    error: query.error,
    refetch: query.refetch,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
}
