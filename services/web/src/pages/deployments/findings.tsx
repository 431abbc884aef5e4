import type { FlagFinding } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { flagFindingsQuery } from '../../api/resources.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Section } from '../../ui/page.js';
import { Ago } from '../../ui/time.js';
import styles from './deployments.module.css';

const faults: Record<FlagFinding['fault'], string> = {
  'no-flag': 'it names no flag',
  'unknown-flag': 'it names a flag that is not known here',
};
/** More than these are folded away. */
const most = 5;

const columns: readonly Column<FlagFinding>[] = [
  {
    header: 'Deployment',
    cell: ({ service, environment, version, deployment }) => (
      <Link to="/timeline" search={{ service, sel: deployment }} className={styles.name}>
        {`${service} ${version ?? ''} in ${environment}`}
      </Link>
    ),
  },
  {
    header: 'What is wrong',
    from: 'medium',
    cell: ({ fault, reason }) => <span title={reason}>{faults[fault]}</span>,
  },
  {
    header: 'Since',
    align: 'end',
    cell: ({ at }) => (
      <span className={styles.nowrap}>
        <Ago at={at} />
      </span>
    ),
  },
];

/** Changes that users can notice and that are behind no flag; nothing where there is none. */
export function Findings() {
  const { data } = useQuery(flagFindingsQuery);
  if (!data || data.items.length === 0) return null;
  const rest = data.items.slice(most);
  return (
    <div className={styles.findings}>
      <Section title="Behind no flag" aside={`${data.items.length} that run now`}>
        <p className={styles.advice}>
          Users notice these changes, and no flag turns them off. Put each behind one, and name the flag in
          the deployment.
        </p>
        <Table label="Behind no flag" rows={data.items.slice(0, most)} />
        {rest.length > 0 && (
          <details className={styles.more}>
            <summary>{`${rest.length} more`}</summary>
            <Table label="More behind no flag" rows={rest} />
          </details>
        )}
      </Section>
    </div>
  );
}

function Table({ label, rows }: { label: string; rows: readonly FlagFinding[] }) {
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      keyOf={({ service, environment }) => `${service} ${environment}`}
      narrow={({ fault }) => faults[fault]}
    />
  );
}
