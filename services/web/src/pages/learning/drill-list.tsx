import type { Drill } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stopDrill } from '../../api/learning-commands.js';
import { drillList } from '../../api/lists.js';
import { allows, sessionQuery } from '../../api/session.js';
import { useList } from '../../api/use-list.js';
import { duration } from '../../format/duration.js';
import { percent } from '../../format/percent.js';
import { ClassLink } from '../../learning/class-link.js';
import { Badge } from '../../ui/badge.js';
import { Button } from '../../ui/button.js';
import { type Column, DataTable } from '../../ui/data-table.js';
import { LoadMore } from '../../ui/load-more.js';
import { Prose } from '../../ui/prose.js';
import { Resource } from '../../ui/resource.js';
import { Empty, ErrorState } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './drills.module.css';

const states = {
  requested: ['info', 'empty'],
  running: ['warn', 'half'],
  finished: ['good', 'check'],
  stopped: ['quiet', 'cross'],
  failed: ['bad', 'cross'],
} as const;

const columns: readonly Column<Drill>[] = [
  {
    header: 'Drill',
    cell: ({ id, failure, service, environment, fingerprint }) => (
      <>
        {`${failure} of ${service} in ${environment}`}
        <div className={styles.quiet}>
          <code className={styles.id}>{id}</code>, class{' '}
          <span className={styles.id}>
            <ClassLink fingerprint={fingerprint} />
          </span>
        </div>
      </>
    ),
  },
  { header: 'State', cell: (row) => <State drill={row} /> },
  { header: 'Guards', from: 'medium', cell: (row) => <Guards drill={row} /> },
  {
    header: 'How hard',
    from: 'wide',
    cell: ({ seconds, intensity }) => `${percent(intensity)} for ${duration(seconds * 1000)}`,
  },
  {
    header: 'Repeats',
    from: 'wide',
    cell: ({ incident }) => (
      <Link to="/incidents/$id" params={{ id: incident }} className={styles.id}>
        {incident}
      </Link>
    ),
  },
  {
    header: 'Asked for',
    from: 'medium',
    align: 'end',
    cell: ({ requestedAt, requestedBy }) => (
      <>
        <Ago at={requestedAt} />
        <div className={styles.quiet}>{requestedBy}</div>
      </>
    ),
  },
];

/** Failures that were injected on purpose, and whether the guards caught them. */
export function DrillList() {
  const list = useList(drillList());
  return (
    <Resource query={list}>
      {(drills) =>
        drills.length === 0 ? (
          <Empty title="No drill was run yet.">
            <p>
              A drill injects a past failure on purpose and sees whether the guards catch it. Start one at a
              class of failure, or with <code>hormesis drill</code>.
            </p>
          </Empty>
        ) : (
          <>
            <DataTable
              label="Drills"
              columns={columns}
              rows={drills}
              keyOf={({ id }) => id}
              narrow={(drill) => <Guards drill={drill} />}
            />
            <LoadMore list={list} noun="drills" />
          </>
        )
      }
    </Resource>
  );
}

/** Which guards caught it, and which missed it. */
function Guards({ drill: { guards, state } }: { drill: Drill }) {
  if (guards.length === 0)
    return state === 'finished' && <span className={styles.quiet}>none was in force</span>;
  return (
    <ul>
      {guards.map(({ proposal, outcome }) => (
        <li key={proposal}>
          <Badge tone={outcome === 'caught' ? 'good' : 'bad'} mark={outcome === 'caught' ? 'check' : 'cross'}>
            {outcome}
          </Badge>{' '}
          by{' '}
          <Link to="/proposals/$id" params={{ id: proposal }} className={styles.id}>
            {proposal}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function State({ drill }: { drill: Drill }) {
  const [tone, mark] = states[drill.state];
  return (
    <div className={styles.state}>
      <Badge tone={tone} mark={mark}>
        {drill.state}
      </Badge>
      {(drill.state === 'running' || drill.state === 'requested') && <Stop id={drill.id} />}
      {drill.reason && (
        <span className={styles.quiet}>
          <Prose text={drill.reason} />
        </span>
      )}
    </div>
  );
}

function Stop({ id }: { id: string }) {
  const stop = useCommand(() => stopDrill(id), {
    done: () => 'The drill is stopped.',
    refresh: ['drills', 'learning', 'timeline'],
  });
  const { data: session } = useQuery(sessionQuery);
  if (!allows(session, 'drills:write')) return null;
  return (
    <>
      <Button aria-label={`Stop drill ${id}`} onPress={() => stop.mutate()} isDisabled={stop.isPending}>
        Stop
      </Button>
      {stop.error && <ErrorState error={stop.error} />}
    </>
  );
}
