import type { IncidentDetail } from '@hormesis/api';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { TimelineSearch } from '../../search/timeline-search.js';
import { Timeline } from '../../timeline/timeline.js';
import { useTimelineEntries } from '../../timeline/use-timeline-entries.js';
import { LoadMore } from '../../ui/load-more.js';
import { Resource } from '../../ui/resource.js';
import { Empty } from '../../ui/states.js';
import { bandsOf } from './milestones-of.js';

const route = getRouteApi('/incidents/$id');
const enough = 20_000;

export function IncidentTimeline({ incident }: { incident: IncidentDetail }) {
  const { id, service, onset, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt } = incident;
  const list = useTimelineEntries({ incident: id }, enough);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const onSearch = useCallback(
    (patch: Partial<TimelineSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...patch }), replace: true, resetScroll: false }),
    [navigate],
  );
  const bands = useMemo(
    () => bandsOf({ onset, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt }),
    [onset, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt],
  );
  const first = useMemo(() => (service ? [service] : []), [service]);
  return (
    <Resource query={list} rows={8}>
      {(entries) =>
        entries.length === 0 ? (
          <Empty title="No event of this incident is known." />
        ) : (
          <>
            <Timeline entries={entries} bands={bands} first={first} search={search} onSearch={onSearch} />
            <LoadMore list={list} noun="events" />
          </>
        )
      }
    </Resource>
  );
}
