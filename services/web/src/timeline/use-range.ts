import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { decodeInstant, encodeInstant } from '../search/instant-codec.js';
import type { TimelineSearch } from '../search/timeline-search.js';
import type { TimeRange } from './time-range.js';

type Patch = Partial<Pick<TimelineSearch, 'from' | 'to'>>;

/**
 * The stretch of time in view. While the reader has chosen none it is `whole`, and grows with it.
 * A choice shows at once and is written to the URL when the movement stops.
 */
export function useRange(search: TimelineSearch, whole: TimeRange, onSearch: (patch: Patch) => void) {
  const fromUrl = useMemo(() => rangeOf(search.from, search.to), [search.from, search.to]);
  const [moving, setMoving] = useState<TimeRange>();
  const write = useRef(onSearch);
  write.current = onSearch;

  useEffect(() => {
    if (!moving) return;
    const timer = setTimeout(() => {
      write.current({ from: encodeInstant(moving.from), to: encodeInstant(moving.to) });
      setMoving(undefined);
    }, 250);
    return () => clearTimeout(timer);
  }, [moving]);

  const showAll = useCallback(() => {
    setMoving(undefined);
    write.current({ from: undefined, to: undefined });
  }, []);

  return { range: moving ?? fromUrl ?? whole, isWhole: !moving && !fromUrl, setRange: setMoving, showAll };
}

function rangeOf(from: string | undefined, to: string | undefined): TimeRange | undefined {
  const start = from === undefined ? undefined : decodeInstant(from);
  const end = to === undefined ? undefined : decodeInstant(to);
  return start !== undefined && end !== undefined && start < end ? { from: start, to: end } : undefined;
}
