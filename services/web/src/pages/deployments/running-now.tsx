import type { Deployment } from '@hormesis/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import { deploymentList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { DriftBadge } from '../../drift/drift-badge.js';
import { FirstEvent } from '../../shell/first-event.js';
import { Actor } from '../../ui/actor.js';
import { DeploymentBadge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { LoadMore } from '../../ui/load-more.js';
import { Resource } from '../../ui/resource.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { AllFiltered, Empty } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import styles from './deployments.module.css';
import { filterDeployments } from './filter-deployments.js';

const route = getRouteApi('/deployments');
const phases = ['any', 'live', 'rolled-back', 'removed'] as const;

const columns: readonly Column<Deployment>[] = [
  {
    header: 'Service',
    cell: (row) => (
      <Link to="/timeline" search={{ service: row.service, sel: row.eventId }} className={styles.name}>
        {row.service}
      </Link>
    ),
  },
  { header: 'Environment', from: 'medium', cell: (row) => row.environment },
  {
    header: 'Version',
    cell: (row) => (
      <code title={row.artifactId ?? undefined}>{row.version ?? row.artifactId ?? 'unknown'}</code>
    ),
  },
  {
    header: 'State',
    cell: (row) => (
      <>
        <DeploymentBadge phase={row.phase} exposure={row.exposure} />
        <DriftBadge service={row.service} environment={row.environment} />
        <StaleBadge since={row.staleSince} />
      </>
    ),
  },
  {
    header: 'Flag',
    from: 'wide',
    cell: (row) =>
      row.flag ? (
        <Link to="/flags" search={{ sel: row.flag }}>
          {row.flag}
        </Link>
      ) : (
        <span className={styles.none}>none</span>
      ),
  },
  { header: 'By', from: 'medium', cell: (row) => <Actor actor={row.actor} /> },
  {
    header: 'Since',
    from: 'medium',
    align: 'end',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Ago at={row.deployedAt} />
      </span>
    ),
  },
];

/** One row for each service in each environment. */
export function RunningNow() {
  const list = useList(deploymentList());
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (patch: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...patch }, replace: true });

  return (
    <Resource query={list}>
      {(all) => {
        if (all.length === 0) {
          return (
            <Empty title="Nothing is deployed yet.">
              <FirstEvent />
            </Empty>
          );
        }
        const shown = filterDeployments(all, search);
        const environments = [...new Set(all.map(({ environment }) => environment))].sort();
        return (
          <>
            <FilterBar shown={shown.length} of={all.length} noun="deployments">
              <TextFilter label="Find" value={search.q} onChange={(q) => set({ q })} />
              <ChoiceFilter
                label="Environment"
                value={search.env}
                options={[
                  { value: '', word: 'any' },
                  ...environments.map((value) => ({ value, word: value })),
                ]}
                onChange={(env) => set({ env })}
              />
              <ChoiceFilter
                label="State"
                value={search.phase}
                options={phases.map((value) => ({ value, word: value.replace('-', ' ') }))}
                onChange={(phase) => set({ phase })}
              />
            </FilterBar>
            {shown.length === 0 ? (
              <AllFiltered
                hidden={all.length}
                noun="deployments"
                onClear={() => set({ q: '', env: '', phase: 'any' })}
              />
            ) : (
              <DataTable
                label="What runs where"
                columns={columns}
                rows={shown}
                keyOf={(row) => `${row.service} ${row.environment}`}
                narrow={(row) => (
                  <>
                    {row.environment}, <Ago at={row.deployedAt} />
                  </>
                )}
              />
            )}
            <LoadMore list={list} noun="deployments" />
          </>
        );
      }}
    </Resource>
  );
}
