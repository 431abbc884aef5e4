import type { Mark } from '@hormesis/api';
import { liftMark } from '../../api/policy-commands.js';
import { Actor } from '../../ui/actor.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Ago } from '../../ui/time.js';
import { LiftButton } from './lift-button.js';
import styles from './policy.module.css';
import { everything } from './policy-words.js';

/** What a mark is on: a change, a version, or every version. */
export function markedWords({ service, environment, version, changeId }: Mark): string {
  if (changeId !== null) return `change ${changeId}`;
  const what =
    version === null ? `every version of ${everything(service, 'services')}` : `${service} ${version}`;
  return environment === '*' ? what : `${what} in ${environment}`;
}

const columns: readonly Column<Mark>[] = [
  { header: 'What', cell: markedWords },
  { header: 'Why', from: 'medium', cell: ({ reason }) => reason },
  { header: 'By', from: 'wide', cell: ({ placedBy }) => <Actor actor={placedBy} /> },
  {
    header: 'Since',
    from: 'medium',
    align: 'end',
    cell: ({ placedAt }) => (
      <span className={styles.nowrap}>
        <Ago at={placedAt} />
      </span>
    ),
  },
  {
    header: 'Lift',
    align: 'end',
    cell: (mark) => (
      <LiftButton
        label={`Lift the mark of ${markedWords(mark)}`}
        description="It may be rolled back again, and so may what would take it along."
        lift={(reason) => liftMark(mark.id, reason)}
        done="The mark is lifted."
      />
    ),
  },
];

/** What must stay: a migration, for example. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return <p className={styles.quiet}>Nothing is marked.</p>;
  return (
    <DataTable
      label="Marks"
      columns={columns}
      rows={marks}
      keyOf={({ id }) => id}
      narrow={({ reason }) => reason}
    />
  );
}
