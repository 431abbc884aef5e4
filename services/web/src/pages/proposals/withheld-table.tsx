import type { WithheldProposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import type { List } from '../../api/use-list.js';
import { proposerWord } from '../../learning/proposal-words.js';
import { proposalKindWord } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { LoadMore } from '../../ui/load-more.js';
import { Prose } from '../../ui/prose.js';
import { Resource } from '../../ui/resource.js';
import { Empty } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import styles from './proposals.module.css';

const columns: readonly Column<WithheldProposal>[] = [
  {
    header: 'Incident',
    cell: (row) => (
      <Link to="/incidents/$id" params={{ id: row.incident }} className={styles.nowrap}>
        {row.incident}
      </Link>
    ),
  },
  {
    header: 'Kind',
    from: 'medium',
    cell: (row) => <span className={styles.nowrap}>{`no ${proposalKindWord(row.kind)}`}</span>,
  },
  {
    header: 'Proposer',
    from: 'wide',
    cell: (row) => <span className={styles.nowrap}>{proposerWord(row.proposer)}</span>,
  },
  { header: 'Why not', cell: (row) => <Prose text={row.reason} /> },
  {
    header: 'When',
    from: 'medium',
    align: 'end',
    cell: (row) => (
      <span className={styles.nowrap}>
        <Ago at={row.at} />
      </span>
    ),
  },
];

/** What was not proposed, and what was missing for it: said, not invented. */
export function WithheldTable({ list }: { list: List<WithheldProposal> }) {
  return (
    <Resource query={list}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title="Nothing was withheld.">
            <p>
              When the data of an incident does not allow a test, an alert or a flag default, the reason is
              listed here.
            </p>
          </Empty>
        ) : (
          <>
            <DataTable
              label="Withheld proposals"
              columns={columns}
              rows={rows}
              keyOf={(row) => `${row.incident} ${row.proposer} ${row.at}`}
              narrow={(row) => `no ${proposalKindWord(row.kind)}: ${proposerWord(row.proposer)}`}
            />
            <LoadMore list={list} noun="withheld proposals" />
          </>
        )
      }
    </Resource>
  );
}
