import type { LearningOverview } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import styles from './totals.module.css';

/** How many proposals have come how far; each number leads to them. */
export function Totals({ totals }: { totals: LearningOverview['totals'] }) {
  const waiting = { tab: 'waiting' } as const;
  const decided = (state: 'accepted' | 'applied' | 'rejected' | 'retired') =>
    ({ tab: 'decided', state }) as const;
  const cells = [
    { word: 'proposed', value: totals.proposed, search: waiting },
    { word: 'backtested', value: totals.backtested, search: waiting },
    { word: 'accepted', value: totals.accepted, search: decided('accepted') },
    { word: 'rejected', value: totals.rejected, search: decided('rejected') },
    { word: 'retired', value: totals.retired, search: decided('retired') },
    { word: 'in force', value: totals.applied, search: decided('applied') },
    { word: 'caught', value: totals.caught, search: decided('applied'), tone: 'good' },
    { word: 'missed', value: totals.missed, search: decided('applied'), tone: 'bad' },
    { word: 'not yet exercised', value: totals.notYetExercised, search: decided('applied') },
    { word: 'overdue', value: totals.overdue, search: waiting, tone: 'bad' },
  ] as const;
  return (
    <ul className={styles.totals} aria-label="Totals">
      {cells.map((cell) => (
        <li key={cell.word}>
          <Link
            to="/proposals"
            search={cell.search}
            className={styles.cell}
            data-tone={'tone' in cell && cell.value > 0 ? cell.tone : undefined}
          >
            <span className={styles.value}>{cell.value.toLocaleString('en-US')}</span>
            <span className={styles.word}>{cell.word}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
