import type { IncidentSummary } from '@hormesis/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import { incidentList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { incidentsSearch } from '../../search/list-search.js';
import { FirstEvent } from '../../shell/first-event.js';
import { PhaseBadge, SeverityBadge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { LoadMore } from '../../ui/load-more.js';
import { Page } from '../../ui/page.js';
import { Resource } from '../../ui/resource.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { AllFiltered, Empty } from '../../ui/states.js';
import { Ago, Lasting } from '../../ui/time.js';
import { filterIncidents } from './filter-incidents.js';
import styles from './incidents-page.module.css';
import { Suspect } from './suspect.js';

const route = getRouteApi('/incidents');

const columns: readonly Column<IncidentSummary>[] = [
  {
    header: 'Incident',
    cell: (row) => (
      <Link to="/incidents/$id" params={{ id: row.id }} className={styles.title}>
        {row.title}
      </Link>
    ),
  },
  {
    header: 'Phase',
    cell: (row) => (
      <>
        <PhaseBadge phase={row.phase} />
        <StaleBadge since={row.staleSince} />
      </>
    ),
  },
  { header: 'Severity', from: 'medium', cell: (row) => <SeverityBadge severity={row.severity} /> },
  { header: 'Service', from: 'medium', cell: (row) => row.service ?? '–' },
  { header: 'Attributed to', from: 'wide', cell: (row) => <Suspect candidate={row.attributedTo} /> },
  {
    header: 'Detected',
    from: 'wide',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Ago at={row.detectedAt} />
      </span>
    ),
  },
  {
    header: 'Lasted',
    from: 'medium',
    align: 'end',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Lasting from={row.detectedAt} to={row.resolvedAt} />
      </span>
    ),
  },
];

/** All incidents, newest first. */
export function IncidentsPage() {
  const list = useList(incidentList());
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (patch: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...patch }, replace: true });

  return (
    <Page title="Incidents" lead="Every incident, what it is attributed to and how long it lasted.">
      <Resource query={list}>
        {(all) => {
          if (all.length === 0) {
            return (
              <Empty title="No incident yet.">
                <p>
                  An incident opens by itself when an anomaly arrives. Begin with a change, so that there is
                  something to suspect.
                </p>
                <FirstEvent />
              </Empty>
            );
          }
          const shown = filterIncidents(all, search);
          return (
            <>
              <FilterBar shown={shown.length} of={all.length} noun="incidents">
                <TextFilter label="Find" value={search.q} onChange={(q) => set({ q })} />
                <ChoiceFilter
                  label="Phase"
                  value={search.phase}
                  options={incidentsSearch.shape.phase
                    .unwrap()
                    .unwrap()
                    .options.map((value) => ({ value, word: value }))}
                  onChange={(phase) => set({ phase })}
                />
                <ChoiceFilter
                  label="Severity"
                  value={search.severity}
                  options={incidentsSearch.shape.severity
                    .unwrap()
                    .unwrap()
                    .options.map((value) => ({ value, word: value }))}
                  onChange={(severity) => set({ severity })}
                />
              </FilterBar>
              {shown.length === 0 ? (
                <AllFiltered
                  hidden={all.length}
                  noun="incidents"
                  onClear={() => set({ q: '', phase: 'any', severity: 'any' })}
                />
              ) : (
                <DataTable
                  label="Incidents"
                  columns={columns}
                  rows={shown}
                  keyOf={(row) => row.id}
                  narrow={(row) => (
                    <>
                      {row.severity}
                      {row.service && `, ${row.service}`}, <Ago at={row.detectedAt} />, lasted{' '}
                      <Lasting from={row.detectedAt} to={row.resolvedAt} />
                    </>
                  )}
                />
              )}
              <LoadMore list={list} noun="incidents" />
            </>
          );
        }}
      </Resource>
    </Page>
  );
}
