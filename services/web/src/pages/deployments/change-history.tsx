import type { Change } from '@hormesis/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import { changeList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { FirstEvent } from '../../shell/first-event.js';
import { Glyph } from '../../timeline/glyph.js';
import { Actor } from '../../ui/actor.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { LoadMore } from '../../ui/load-more.js';
import { Resource } from '../../ui/resource.js';
import { AllFiltered, Empty } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import styles from './deployments.module.css';

const route = getRouteApi('/deployments');
const glyphs = {
  deployment: 'deployment',
  removal: 'deployment',
  rollback: 'rollback',
  flag: 'flag',
  config: 'other',
} as const;

const columns: readonly Column<Change>[] = [
  {
    header: 'Change',
    cell: (row) => (
      <span className={styles.change}>
        <Glyph kind={glyphs[row.kind]} outcome={row.incident ? 'bad' : 'neutral'} />
        {row.summary}
      </span>
    ),
  },
  {
    header: 'Service',
    from: 'medium',
    cell: (row) => [row.service ?? '–', row.version].filter(Boolean).join(' '),
  },
  { header: 'Environment', from: 'wide', cell: (row) => row.environment ?? '–' },
  {
    header: 'Reach',
    from: 'wide',
    align: 'end',
    cell: (row) => (row.exposure === null ? '–' : `${row.exposure}\u00a0%`),
  },
  { header: 'By', from: 'wide', cell: (row) => <Actor actor={row.actor} /> },
  {
    header: 'Incident',
    from: 'medium',
    cell: (row) =>
      row.incident ? (
        <Link to="/incidents/$id" params={{ id: row.incident }}>
          <span className={styles.nowrap}>{row.incident}</span>
        </Link>
      ) : (
        '–'
      ),
  },
  {
    header: 'When',
    align: 'end',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Ago at={row.at} />
      </span>
    ),
  },
];

/** Every change, newest first. */
export function ChangeHistory() {
  const list = useList(changeList());
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setText = (q: string) => void navigate({ search: { ...search, q }, replace: true });

  return (
    <Resource query={list}>
      {(all) => {
        if (all.length === 0) {
          return (
            <Empty title="No change is recorded yet.">
              <FirstEvent />
            </Empty>
          );
        }
        const wanted = search.q.trim().toLowerCase();
        const shown = all.filter((row) =>
          [row.summary, row.service, row.environment, row.subject, row.actor?.id].some((word) =>
            word?.toLowerCase().includes(wanted),
          ),
        );
        return (
          <>
            <FilterBar shown={shown.length} of={all.length} noun="changes">
              <TextFilter label="Find" value={search.q} onChange={setText} />
            </FilterBar>
            {shown.length === 0 ? (
              <AllFiltered hidden={all.length} noun="changes" onClear={() => setText('')} />
            ) : (
              <DataTable
                label="Changes, newest first"
                columns={columns}
                rows={shown}
                keyOf={(row) => `${row.source} ${row.eventId}`}
                narrow={(row) => (
                  <>
                    <Actor actor={row.actor} />
                    {row.environment && `, ${row.environment}`}
                    {row.incident && (
                      <>
                        {', '}
                        <Link to="/incidents/$id" params={{ id: row.incident }}>
                          {row.incident}
                        </Link>
                      </>
                    )}
                  </>
                )}
              />
            )}
            <LoadMore list={list} noun="changes" />
          </>
        );
      }}
    </Resource>
  );
}
