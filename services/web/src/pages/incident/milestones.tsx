import type { IncidentDetail } from '@hormesis/api';
import { duration } from '../../format/duration.js';
import { AtTime } from '../../ui/time.js';
import styles from './milestones.module.css';
import { milestonesOf } from './milestones-of.js';

/** How far the incident is, and how long each step took. */
export function Milestones({ incident }: { incident: IncidentDetail }) {
  return (
    <ol className={styles.steps} aria-label="Progress">
      {milestonesOf(incident).map(({ word, at, after }) => (
        <li key={word} className={styles.step} data-reached={at !== null}>
          <span className={styles.word}>{word}</span>
          <span className={styles.time}>{at === null ? 'not yet' : <AtTime at={at} />}</span>
          {after !== null && <span className={styles.after}>{`+${duration(after)}`}</span>}
        </li>
      ))}
    </ol>
  );
}
