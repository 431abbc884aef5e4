import type { TimelineEntry } from '@hormesis/api';
import { useEffect } from 'react';
import { timelineList } from '../api/lists.js';
import { type List, useList } from '../api/use-list.js';

/** A timeline, its pages fetched one after the other until it is whole or `enough` entries are there. */
export function useTimelineEntries(
  query: Parameters<typeof timelineList>[0],
  enough: number,
): List<TimelineEntry> {
  const list = useList(timelineList(query));
  const { hasMore, loadingMore, loadMore, error } = list;
  const loaded = list.data?.length ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `loadMore` is another function at each rendering
  useEffect(() => {
    if (hasMore && !loadingMore && !error && loaded < enough) loadMore();
  }, [hasMore, loadingMore, error, loaded, enough]);

  return list;
}
