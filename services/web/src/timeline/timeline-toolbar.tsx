import { ToggleButton, ToggleButtonGroup, Toolbar } from 'react-aria-components';
import type { TimelineSearch } from '../search/timeline-search.js';
import { IconButton } from '../ui/button.js';
import { ChoiceFilter, TextFilter } from '../ui/filter-bar.js';
import { kinds } from './columns.js';
import type { Filtered } from './filter-entries.js';
import { shapes } from './shapes.js';
import { pan, type TimeRange, zoom } from './time-range.js';
import styles from './timeline-toolbar.module.css';

type ToolbarProps = {
  search: TimelineSearch;
  onSearch: (patch: Partial<TimelineSearch>) => void;
  filtered: Filtered;
  range: TimeRange;
  setRange: (range: TimeRange) => void;
  isWhole: boolean;
  showAll: () => void;
};

const any = 'any';

/** What is shown of a timeline, what that hides, and buttons for all that keys and wheel do. */
export function TimelineToolbar({
  search,
  onSearch,
  filtered,
  range,
  setRange,
  isWhole,
  showAll,
}: ToolbarProps) {
  const more = search.view === 'story' ? filtered.offStory : 0;
  return (
    <div className={styles.bar}>
      <ToggleButtonGroup
        aria-label="How much is shown"
        className={styles.views ?? ''}
        selectedKeys={[search.view]}
        disallowEmptySelection
        onSelectionChange={(keys) => onSearch({ view: keys.has('all') ? 'all' : 'story' })}
      >
        <ToggleButton id="story" className={styles.view ?? ''}>
          Story
        </ToggleButton>
        <ToggleButton id="all" className={styles.view ?? ''}>
          {more > 0 ? `All, ${more} more` : 'All'}
        </ToggleButton>
      </ToggleButtonGroup>
      <TextFilter label="Find" value={search.q} onChange={(q) => onSearch({ q })} />
      <ChoiceFilter
        label="Kind"
        value={search.kind ?? any}
        options={[
          { value: any, word: 'Any' },
          ...kinds.map((kind) => ({ value: kind, word: shapes[kind].word })),
        ]}
        onChange={(kind) => onSearch({ kind: kind === any ? undefined : kind })}
      />
      <output className={styles.count}>
        {`${filtered.shown.length} events${filtered.filtered > 0 ? `, ${filtered.filtered} filtered out` : ''}`}
      </output>
      <Toolbar aria-label="Time in view" className={styles.tools ?? ''}>
        <IconButton icon="left" label="Earlier" onPress={() => setRange(pan(range, -0.25))} />
        <IconButton icon="zoomOut" label="Zoom out" onPress={() => setRange(zoom(range, 2))} />
        <IconButton icon="zoomIn" label="Zoom in" onPress={() => setRange(zoom(range, 0.5))} />
        <IconButton icon="right" label="Later" onPress={() => setRange(pan(range, 0.25))} />
        <IconButton icon="fit" label="Show everything" isDisabled={isWhole} onPress={showAll} />
      </Toolbar>
    </div>
  );
}
