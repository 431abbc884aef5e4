import type { FlagFinding } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { flagFindingsQuery } from '../../api/resources.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import { Ago } from '../../ui/time.js';
import styles from './deployments.module.css';

const columns: readonly Column<FlagFinding>[] = [
  {
    header: 'Deployment',
    cell: ({ service, environment, version, deployment }) => (
      <Link to="/timeline" search={{ service, sel: deployment }} className={styles.name}>
        {`${service} ${version ?? ''} in ${environment}`}
      </Link>
    ),
  },
  { header: 'What is wrong', from: 'medium', cell: ({ reason }) => <Prose text={reason} /> },
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
  return (
    <Section title="Behind no flag" aside="users notice these changes, and no flag turns them off">
      <DataTable
        label="Behind no flag"
        columns={columns}
        rows={data.items}
        keyOf={({ service, environment }) => `${service} ${environment}`}
        narrow={({ reason }) => <Prose text={reason} />}
      />
    </Section>
  );
}
