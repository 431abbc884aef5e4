import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { TimelineSearch } from '../../search/timeline-search.js';
import { FirstEvent } from '../../shell/first-event.js';
import { Timeline } from '../../timeline/timeline.js';
import { useTimelineEntries } from '../../timeline/use-timeline-entries.js';
import { Button } from '../../ui/button.js';
import { LoadMore } from '../../ui/load-more.js';
import { Page } from '../../ui/page.js';
import { Resource } from '../../ui/resource.js';
import { Empty } from '../../ui/states.js';

const route = getRouteApi('/timeline');
const enough = 2000;

/** What happened everywhere, or to one service. */
export function TimelinePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { service } = search;
  const list = useTimelineEntries(service ? { service } : {}, enough);
  const onSearch = useCallback(
    (patch: Partial<TimelineSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Page
      title={service ? `Timeline of ${service}` : 'Timeline'}
      lead="What happened, one lane a service. All times in UTC."
      actions={service && <Button onPress={() => void navigate({ search: {} })}>Show all services</Button>}
    >
      <Resource query={list} rows={10}>
        {(entries) =>
          entries.length === 0 ? (
            <Empty title={service ? `No event of ${service} is known.` : 'No event has arrived yet.'}>
              <FirstEvent />
            </Empty>
          ) : (
            <>
              <Timeline entries={entries} newestFirst search={search} onSearch={onSearch} />
              <LoadMore list={list} noun="events" />
            </>
          )
        }
      </Resource>
    </Page>
  );
}
