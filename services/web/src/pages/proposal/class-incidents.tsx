import { Link } from '@tanstack/react-router';
import { leadWords, type Report } from '../../learning/proposal-words.js';
import { Badge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Ago } from '../../ui/time.js';

type Exercised = NonNullable<Report['recall']>['incidents'][number];

const earlier = ({ leadMs }: Exercised) => (leadMs === null ? 'not at all' : leadWords(leadMs));

const columns: readonly Column<Exercised>[] = [
  {
    header: 'Incident',
    cell: ({ incident }) => (
      <Link to="/incidents/$id" params={{ id: incident }}>
        {incident}
      </Link>
    ),
  },
  {
    header: 'It would have been',
    cell: ({ firedAt }) =>
      firedAt === null ? (
        <Badge tone="bad" mark="cross">
          missed
        </Badge>
      ) : (
        <Badge tone="good" mark="check">
          caught
        </Badge>
      ),
  },
  { header: 'How much earlier', from: 'medium', cell: earlier },
  {
    header: 'Used to',
    from: 'medium',
    cell: ({ part }) => (part === 'fit' ? 'choose the variant' : 'score it'),
  },
  { header: 'Detected', from: 'medium', align: 'end', cell: ({ detectedAt }) => <Ago at={detectedAt} /> },
];

/** The recorded incidents of the class, and whether it would have caught each. */
export function ClassIncidents({ incidents }: { incidents: readonly Exercised[] }) {
  return (
    <DataTable
      label="Incidents of the class"
      columns={columns}
      rows={incidents}
      keyOf={({ incident }) => incident}
      narrow={earlier}
    />
  );
}
