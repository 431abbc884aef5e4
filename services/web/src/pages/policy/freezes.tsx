import type { Freeze } from '@hormesis/api';
import { liftFreeze } from '../../api/policy-commands.js';
import { utcMinute } from '../../format/utc.js';
import { Actor } from '../../ui/actor.js';
import { Badge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { freezeTimes } from './freeze-form.js';
import { LiftButton } from './lift-button.js';
import styles from './policy.module.css';
import { everything } from './policy-words.js';

const place = ({ service, environment }: Freeze) =>
  `${everything(service, 'services')} in ${everything(environment, 'environments')}`;

const columns: readonly Column<Freeze>[] = [
  { header: 'Where', cell: place },
  {
    header: 'State',
    cell: ({ holds }) =>
      holds ? (
        <Badge tone="warn" mark="full">
          holds now
        </Badge>
      ) : (
        <Badge tone="quiet" mark="empty">
          not now
        </Badge>
      ),
  },
  { header: 'When', from: 'medium', cell: (freeze) => freezeTimes(freeze, utcMinute) },
  { header: 'Why', from: 'medium', cell: ({ reason }) => reason },
  { header: 'By', from: 'wide', cell: ({ declaredBy }) => <Actor actor={declaredBy} /> },
  {
    header: 'Lift',
    align: 'end',
    cell: (freeze) => (
      <LiftButton
        label={`Lift the freeze of ${place(freeze)}`}
        description="From now on the guardian may act there again as its rung says."
        lift={(reason) => liftFreeze(freeze.id, reason)}
        done="The freeze is lifted."
      />
    ),
  },
];

/** When the guardian recommends instead of acting. */
export function Freezes({ freezes }: { freezes: readonly Freeze[] }) {
  if (freezes.length === 0) return <p className={styles.quiet}>No freeze is declared.</p>;
  return (
    <DataTable
      label="Freezes"
      columns={columns}
      rows={freezes}
      keyOf={({ id }) => id}
      narrow={(freeze) => `${freezeTimes(freeze, utcMinute)}. ${freeze.reason}`}
    />
  );
}
