import type { TimelineEntry } from '@hormesis/api';
import { useCallback, useMemo, useRef } from 'react';
import type { TimelineSearch } from '../search/timeline-search.js';
import { Card } from '../ui/page.js';
import { AllFiltered } from '../ui/states.js';
import { causality as causalityOf } from './causality.js';
import { kinds, toColumns } from './columns.js';
import { EntryDetail } from './entry-detail.js';
import { filterEntries } from './filter-entries.js';
import { Legend } from './legend.js';
import type { Band } from './paint.js';
import { fit, reveal } from './time-range.js';
import styles from './timeline.module.css';
import { TimelineChart } from './timeline-chart.js';
import { TimelineList } from './timeline-list.js';
import { TimelineToolbar } from './timeline-toolbar.js';
import { useRange } from './use-range.js';

type TimelineProps = {
  entries: readonly TimelineEntry[];
  bands?: readonly Band[];
  /** The list begins with the newest event instead of the oldest. */
  newestFirst?: boolean;
  /** Lanes that stand first. */
  first?: readonly string[];
  search: TimelineSearch;
  onSearch: (patch: Partial<TimelineSearch>) => void;
};

const noBands: readonly Band[] = [];
const noLanes: readonly string[] = [];

/** A timeline as a picture and as a list, with the selected event beside them. What is seen of it is in the URL. */
export function Timeline({
  entries,
  bands = noBands,
  newestFirst = false,
  first = noLanes,
  search,
  onSearch,
}: TimelineProps) {
  const { view, q, kind, sel } = search;
  const filtered = useMemo(() => filterEntries(entries, { view, q, kind }), [entries, view, q, kind]);
  const columns = useMemo(() => toColumns(filtered.shown, first), [filtered, first]);
  const listed = useMemo(
    () => (newestFirst ? columns.entries.toReversed() : columns.entries),
    [columns, newestFirst],
  );
  const causality = useMemo(() => causalityOf(entries), [entries]);
  const whole = useMemo(() => fit(columns.times), [columns]);
  const { range, isWhole, setRange, showAll } = useRange(search, whole, onSearch);
  const inView = useRef({ range, isWhole });
  inView.current = { range, isWhole };
  const selected = sel === undefined ? undefined : causality.byId.get(sel);
  const present = useMemo(() => kinds.filter((_, at) => columns.kind.includes(at)), [columns]);

  const select = useCallback(
    (id: string | undefined) => {
      onSearch({ sel: id });
      const entry = id === undefined ? undefined : causality.byId.get(id);
      const { range, isWhole } = inView.current;
      const moved = entry && !isWhole ? reveal(range, Date.parse(entry.time)) : range;
      if (moved !== range) setRange(moved);
    },
    [onSearch, causality, setRange],
  );

  return (
    <Card>
      <TimelineToolbar {...{ search, onSearch, filtered, range, setRange, isWhole, showAll }} />
      {filtered.shown.length === 0 ? (
        <div className={styles.none}>
          <AllFiltered
            hidden={entries.length}
            noun="events"
            onClear={() => onSearch({ view: 'all', q: '', kind: undefined })}
          />
        </div>
      ) : (
        <>
          <TimelineChart
            {...{ columns, causality, bands, range, setRange, showAll }}
            selected={sel}
            onSelect={select}
          />
          <Legend present={present} />
          <div className={styles.halves}>
            <TimelineList
              entries={listed}
              label={newestFirst ? 'Events, newest first' : 'Events in order of time'}
              selected={sel}
              onSelect={select}
            />
            <div className={styles.side}>
              {selected ? (
                <EntryDetail entry={selected} causality={causality} onSelect={select} />
              ) : (
                <p className={styles.hint}>
                  {sel
                    ? 'The selected event is not part of what is loaded.'
                    : 'Select an event to see what caused it and what it led to.'}
                </p>
              )}
            </div>
          </div>
        </>
      )}
    </Card>
  );
}
