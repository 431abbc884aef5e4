import type { TimelineEntry } from '@hormesis/api';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { utc, utcTime } from '../format/utc.js';
import { cx } from '../ui/cx.js';
import { Glyph } from './glyph.js';
import styles from './timeline-list.module.css';

type ListProps = {
  label: string;
  entries: readonly TimelineEntry[];
  selected: string | undefined;
  onSelect: (id: string) => void;
};

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 };

/** The timeline as a list: however long, only what is in sight is on the page. Moving the chart does not draw it again. */
export const TimelineList = memo(function TimelineList({ label, entries, selected, onSelect }: ListProps) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const chosen = useMemo(
    () => (selected === undefined ? -1 : entries.findIndex((entry) => entry.eventId === selected)),
    [entries, selected],
  );
  const [active, setActive] = useState(0);
  const current = Math.min(chosen >= 0 ? chosen : active, entries.length - 1);
  const severalDays = entries[0]?.time.slice(0, 10) !== entries.at(-1)?.time.slice(0, 10);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => 40,
    getItemKey: useCallback((index: number) => entries[index]?.eventId ?? index, [entries]),
    overscan: 8,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice scrolls, not new entries
  useEffect(() => {
    if (chosen >= 0) rows.scrollToIndex(chosen, { align: 'auto' });
  }, [selected]);

  function go(index: number) {
    const entry = entries[Math.min(Math.max(index, 0), entries.length - 1)];
    if (!entry) return;
    setActive(entries.indexOf(entry));
    onSelect(entry.eventId);
  }

  return (
    <div
      ref={box}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={entries.length > 0 ? `${id}-${current}` : undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const step = steps[event.key];
        if (step !== undefined) go(chosen < 0 ? 0 : current + step);
        else if (event.key === 'Home') go(0);
        else if (event.key === 'End') go(entries.length - 1);
        else if (event.key === 'Enter' || event.key === ' ') go(current);
        else return;
        event.preventDefault();
      }}
    >
      <div role="presentation" className={styles.all} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const entry = entries[row.index];
          if (!entry) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys of its options
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              id={`${id}-${row.index}`}
              role="option"
              tabIndex={-1}
              aria-selected={row.index === chosen}
              aria-posinset={row.index + 1}
              aria-setsize={entries.length}
              className={cx(styles.row, row.index === chosen && styles.chosen)}
              style={{ transform: `translateY(${row.start}px)` }}
              onClick={() => go(row.index)}
            >
              <time className={styles.time} dateTime={entry.time} title={utc(entry.time)}>
                {utcTime(entry.time, severalDays)}
              </time>
              <Glyph kind={entry.kind} outcome={entry.outcome} />
              <span className={styles.title}>{entry.title}</span>
              <span className={styles.lane}>{entry.lane}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
});
