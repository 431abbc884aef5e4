import type { IncidentDetail } from '@hormesis/api';
import { useQuery } from '@tanstack/react-query';
import { attributeAgain } from '../../api/commands.js';
import { allows, sessionQuery } from '../../api/session.js';
import { percent } from '../../format/percent.js';
import { Actor } from '../../ui/actor.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/states.js';
import { Ago } from '../../ui/time.js';
import { useCommand } from '../../ui/use-command.js';
import styles from './rankings.module.css';
import type { Ranking } from './rankings-of.js';

/** A button that ranks again, and what earlier rankings said otherwise. */
export function Rankings({ incident, rankings }: { incident: IncidentDetail; rankings: readonly Ranking[] }) {
  const again = useCommand(() => attributeAgain(incident.id), {
    done: () => 'Ranked again.',
    refresh: ['incidents', 'timeline'],
  });
  const { data: session } = useQuery(sessionQuery);
  const redone = rankings.filter(({ supersedes }) => supersedes !== undefined);
  if (incident.candidates.length === 0) return null;
  return (
    <div className={styles.frame}>
      {allows(session, 'incidents:write') && (
        <div className={styles.head}>
          <p className={styles.quiet}>Ranking again uses today’s method, on what was known then.</p>
          <Button icon="retry" isDisabled={again.isPending} onPress={() => again.mutate()}>
            {again.isPending ? 'Ranking…' : 'Rank again'}
          </Button>
        </div>
      )}
      {again.error && <ErrorState error={again.error} />}
      {redone.map((ranking) => (
        <Redone key={ranking.eventId} ranking={ranking} />
      ))}
    </div>
  );
}

function Redone({ ranking: { at, by, method, difference = [] } }: { ranking: Ranking }) {
  return (
    <section className={styles.redone} aria-label="Ranked again">
      <p className={styles.quiet}>
        Ranked again <Ago at={at} /> by <Actor actor={by} />, method {method}.{' '}
        {difference.length === 0 && 'The ranking before said the same.'}
      </p>
      {difference.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What is different</th>
              <th scope="col">Before</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {difference.map(({ change, subject, before, after }) => (
              <tr key={change ?? 'none'}>
                <th scope="row">{change === null ? 'No recent change' : subject}</th>
                <td>{before === null ? 'not named' : percent(before)}</td>
                <td>{after === null ? 'not named' : percent(after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
