import type { TimelineEntry } from '@hormesis/api';
import type { TimelineSearch } from '../search/timeline-search.js';

export type Filter = Pick<TimelineSearch, 'view' | 'q' | 'kind'>;
export type Filtered = {
  shown: TimelineEntry[];
  /** Left out because they are not part of the short story. */
  offStory: number;
  /** Left out by text or kind. */
  filtered: number;
};

/** What the reader wants to see, and how much that hides. */
export function filterEntries(entries: readonly TimelineEntry[], { view, q, kind }: Filter): Filtered {
  const wanted = q.trim().toLowerCase();
  const matching = entries.filter(
    (entry) => (!kind || entry.kind === kind) && (wanted === '' || says(entry, wanted)),
  );
  const shown = view === 'all' ? matching : matching.filter((entry) => entry.story);
  return { shown, offStory: matching.length - shown.length, filtered: entries.length - matching.length };
}

function says(entry: TimelineEntry, wanted: string): boolean {
  const words = [
    entry.title,
    entry.name,
    entry.lane,
    entry.environment,
    entry.actor?.id,
    entry.actor?.onBehalfOf,
  ];
  return entry.eventId === wanted || words.some((word) => word?.toLowerCase().includes(wanted));
}
