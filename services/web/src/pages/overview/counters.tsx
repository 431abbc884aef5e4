import type { Status } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import styles from './counters.module.css';

/** How much there is of everything; each number leads to its list. */
export function Counters({ status }: { status: Status }) {
  const { counts } = status;
  const cells = [
    {
      to: '/incidents',
      word: 'open incidents',
      value: counts.openIncidents,
      alarming: counts.openIncidents > 0,
    },
    { to: '/incidents', word: 'incidents', value: counts.incidents },
    { to: '/deployments', word: 'services', value: counts.services },
    { to: '/deployments', word: 'deployments', value: counts.deployments },
    { to: '/flags', word: 'flags', value: counts.flags },
    { to: '/proposals', word: 'proposals', value: counts.proposals },
  ] as const;
  return (
    <ul className={styles.counters} aria-label="Counts">
      {cells.map((cell) => (
        <li key={cell.word}>
          <Link
            to={cell.to}
            {...(cell.word === 'open incidents' ? { search: { phase: 'unresolved' as const } } : {})}
            className={styles.cell}
            data-alarming={'alarming' in cell && cell.alarming ? 'true' : undefined}
          >
            <span className={styles.value}>{cell.value.toLocaleString('en-US')}</span>
            <span className={styles.word}>{cell.word}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
