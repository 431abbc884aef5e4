import type { Proposal } from '@hormesis/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { List } from '../../api/use-list.js';
import { ProposalBadge, proposalClassWord, proposalKindWord } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { LoadMore } from '../../ui/load-more.js';
import { Resource } from '../../ui/resource.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { AllFiltered, Empty } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import { filterProposals } from './filter-proposals.js';
import styles from './proposals.module.css';

const route = getRouteApi('/proposals');
const kinds = ['any', 'test', 'alert', 'flag-default'] as const;

const columns: readonly Column<Proposal>[] = [
  {
    header: 'Proposal',
    cell: (row) => (
      <Link to="/proposals/$id" params={{ id: row.id }} className={styles.title}>
        {row.title}
      </Link>
    ),
  },
  { header: 'Kind', cell: (row) => <span className={styles.nowrap}>{proposalKindWord(row.kind)}</span> },
  {
    header: 'Does',
    from: 'wide',
    cell: (row) => <span className={styles.nowrap}>{proposalClassWord(row.class)}</span>,
  },
  { header: 'Service', from: 'medium', cell: (row) => row.service },
  {
    header: 'Taught by',
    from: 'wide',
    cell: (row) => (
      <Link to="/incidents/$id" params={{ id: row.incident }} className={styles.nowrap}>
        {row.incident}
      </Link>
    ),
  },
  {
    header: 'State',
    from: 'medium',
    cell: (row) => (
      <>
        <ProposalBadge state={row.state} />
        <StaleBadge since={row.staleSince} />
      </>
    ),
  },
  {
    header: 'Since',
    from: 'medium',
    align: 'end',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Ago at={row.decidedAt ?? row.proposedAt} />
      </span>
    ),
  },
];

export function ProposalTable({ list, decided }: { list: List<Proposal>; decided: boolean }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (patch: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...patch }, replace: true });
  return (
    <Resource query={list}>
      {(all) => {
        const here = all.filter(({ state }) => (state !== 'proposed') === decided);
        if (here.length === 0)
          return decided ? <Empty title="Nothing has been decided yet." /> : <NothingWaits />;
        const shown = filterProposals(here, search);
        return (
          <>
            <FilterBar shown={shown.length} of={here.length} noun="proposals">
              <TextFilter label="Find" value={search.q} onChange={(q) => set({ q })} />
              <ChoiceFilter
                label="Kind"
                value={search.kind}
                options={kinds.map((value) => ({
                  value,
                  word: value === 'any' ? 'any' : proposalKindWord(value),
                }))}
                onChange={(kind) => set({ kind })}
              />
            </FilterBar>
            {shown.length === 0 ? (
              <AllFiltered
                hidden={here.length}
                noun="proposals"
                onClear={() => set({ q: '', kind: 'any' })}
              />
            ) : (
              <DataTable
                label={decided ? 'Decided proposals' : 'Proposals that wait for a decision'}
                columns={columns}
                rows={shown}
                keyOf={(row) => row.id}
                narrow={(row) => (
                  <>
                    {row.service}, {row.state === 'proposed' ? 'waiting' : row.state}{' '}
                    <Ago at={row.decidedAt ?? row.proposedAt} />
                  </>
                )}
              />
            )}
            <LoadMore list={list} noun="proposals" />
          </>
        );
      }}
    </Resource>
  );
}

function NothingWaits() {
  return (
    <Empty title="No proposal waits for a decision.">
      <p>
        When an incident is resolved, the learning service looks for a test, an alert and a flag default that
        would have prevented it, detected it earlier or limited it. What it finds is listed here, for you to
        accept or reject.
      </p>
      <p>
        <Link to="/incidents">Look at the incidents</Link>
      </p>
    </Empty>
  );
}
