import type { GuardExercise, Proposal } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { leadWords } from '../../learning/proposal-words.js';
import { Badge } from '../../ui/badge.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { Section } from '../../ui/page.js';
import { Prose } from '../../ui/prose.js';
import { Empty } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import styles from './proposal-view.module.css';

const columns: readonly Column<GuardExercise>[] = [
  {
    header: 'By',
    cell: ({ by, on }) =>
      by === 'drill' ? (
        <Link to="/learning" search={{ tab: 'drills' }} className={styles.nowrap}>{`drill ${on}`}</Link>
      ) : (
        <Link to="/incidents/$id" params={{ id: on }} className={styles.nowrap}>
          {on}
        </Link>
      ),
  },
  {
    header: 'Outcome',
    cell: ({ outcome }) => (
      <Badge tone={outcome === 'caught' ? 'good' : 'bad'} mark={outcome === 'caught' ? 'check' : 'cross'}>
        {outcome}
      </Badge>
    ),
  },
  { header: 'How much earlier', cell: ({ leadMs }) => (leadMs === null ? 'not at all' : leadWords(leadMs)) },
  { header: 'Faster than', from: 'wide', cell: ({ before }) => before.join(', ') || 'nobody' },
  { header: 'Why', from: 'medium', cell: ({ reason }) => <Prose text={reason} /> },
  { header: 'When', from: 'medium', align: 'end', cell: ({ at }) => <Ago at={at} /> },
];

/** Each time its class of failure came while it was in force, in earnest or in a drill. */
export function Exercises({ proposal }: { proposal: Proposal }) {
  if (proposal.appliedAt === null) return null;
  return (
    <Section title="Held to its promise" aside={proposal.verification}>
      {proposal.exercises.length === 0 ? (
        <Empty title="Not yet exercised.">
          <p>
            Its class of failure has not come back since it is in force. That says nothing about it, neither
            good nor bad: a drill would.
          </p>
        </Empty>
      ) : (
        <DataTable
          label="Exercises"
          columns={columns}
          rows={proposal.exercises.toReversed()}
          keyOf={({ on, at }) => `${on} ${at}`}
          narrow={({ reason }) => <Prose text={reason} />}
        />
      )}
    </Section>
  );
}
