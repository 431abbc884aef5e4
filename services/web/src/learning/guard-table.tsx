import type { FailureClassSummary } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { percent } from '../format/percent.js';
import { Badge } from '../ui/badge.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Ago } from '../ui/time.js';

type Guard = FailureClassSummary['guards'][number];

const columns: readonly Column<Guard>[] = [
  {
    header: 'Guard',
    cell: ({ id, title }) => (
      <Link to="/proposals/$id" params={{ id }}>
        {title}
      </Link>
    ),
  },
  { header: 'Caught', align: 'end', cell: ({ caught }) => caught },
  { header: 'Missed', align: 'end', cell: ({ missed }) => missed },
  {
    header: 'Right when it fired',
    from: 'medium',
    align: 'end',
    cell: ({ fired, rightly, precision }) =>
      precision === null ? 'has not fired' : `${percent(precision)} (${rightly} of ${fired})`,
  },
  {
    header: 'In force',
    from: 'medium',
    align: 'end',
    cell: ({ state, appliedAt }) =>
      appliedAt === null ? (
        <Badge tone="info" mark="half">
          not seen yet
        </Badge>
      ) : (
        <>
          {state === 'retired' && 'retired, since '}
          <Ago at={appliedAt} />
        </>
      ),
  },
];

/** What guards against the next occurrence, and how it has done so far. */
export function GuardTable({ guards }: { guards: readonly Guard[] }) {
  return (
    <DataTable
      label="Guards"
      columns={columns}
      rows={guards}
      keyOf={({ id }) => id}
      narrow={({ precision, rightly, fired }) =>
        precision === null ? 'has not fired' : `right in ${rightly} of ${fired}`
      }
    />
  );
}
