import type { Flag } from '@hormesis/api';
import { getRouteApi, Link } from '@tanstack/react-router';
import { flagList } from '../../api/lists.js';
import { useList } from '../../api/use-list.js';
import { DriftBadge } from '../../drift/drift-badge.js';
import { FlagBadge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { ChoiceFilter, FilterBar, TextFilter } from '../../ui/filter-bar.js';
import { Page } from '../../ui/page.js';
import { Resource } from '../../ui/resource.js';
import { StaleBadge } from '../../ui/stale-badge.js';
import { AllFiltered } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import { filterFlags } from './filter-flags.js';
import { FlagDialog } from './flag-dialog.js';
import styles from './flags.module.css';
import { FlipButton } from './flip-button.js';
import { NoFlags } from './no-flags.js';

const route = getRouteApi('/flags');
const states = [
  { value: 'any', word: 'any' },
  { value: 'ENABLED', word: 'enabled' },
  { value: 'DISABLED', word: 'disabled' },
] as const;

const columns: readonly Column<Flag>[] = [
  {
    header: 'Flag',
    cell: (row) => (
      <Link from="/flags" to="." search={(before) => ({ ...before, sel: row.key })} className={styles.key}>
        {row.key}
      </Link>
    ),
  },
  {
    header: 'State',
    cell: (row) => (
      <>
        <FlagBadge state={row.state} />
        <DriftBadge flag={row.key} />
        <StaleBadge since={row.staleSince} />
      </>
    ),
  },
  {
    header: 'Ramp',
    from: 'medium',
    align: 'end',
    cell: (row) => (row.percentage === null ? '–' : `${row.percentage}\u00a0%`),
  },
  { header: 'Service', from: 'medium', cell: (row) => row.service ?? '–' },
  { header: 'Environment', from: 'wide', cell: (row) => row.environment ?? 'all' },
  { header: 'Last change', from: 'wide', cell: (row) => row.reason ?? '–' },
  {
    header: 'Since',
    from: 'medium',
    align: 'end',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Ago at={row.changedAt} />
      </span>
    ),
  },
  { header: 'Change', align: 'end', cell: (row) => <FlipButton flag={row} /> },
];

/** Every flag: what it is set to, since when and why. */
export function FlagsPage() {
  const list = useList(flagList());
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (patch: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...patch }, replace: true });
  return (
    <Page title="Flags" lead="What each flag is set to, since when and why. Every flip is an event.">
      <Resource query={list}>
        {(all) => {
          if (all.length === 0) return <NoFlags />;
          const shown = filterFlags(all, search);
          return (
            <>
              <FilterBar shown={shown.length} of={all.length} noun="flags">
                <TextFilter label="Find" value={search.q} onChange={(q) => set({ q })} />
                <ChoiceFilter
                  label="State"
                  value={search.state}
                  options={states}
                  onChange={(state) => set({ state })}
                />
              </FilterBar>
              {shown.length === 0 ? (
                <AllFiltered hidden={all.length} noun="flags" onClear={() => set({ q: '', state: 'any' })} />
              ) : (
                <DataTable
                  label="Flags"
                  columns={columns}
                  rows={shown}
                  keyOf={(row) => row.key}
                  narrow={(row) => (
                    <>
                      {row.service && `${row.service}, `}
                      {row.percentage !== null && `${row.percentage} %, `}
                      <Ago at={row.changedAt} />
                    </>
                  )}
                />
              )}
              <FlagDialog
                flag={all.find(({ key }) => key === search.sel)}
                onClose={() => set({ sel: undefined, ramp: undefined })}
              />
            </>
          );
        }}
      </Resource>
    </Page>
  );
}
