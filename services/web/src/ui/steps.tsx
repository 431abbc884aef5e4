import type { ReactNode } from 'react';
import styles from './steps.module.css';

export type Step = {
  word: string;
  reached: boolean;
  /** When, or what is awaited. */
  says: ReactNode;
  /** How long it took since the step before, or what came of it. */
  more?: ReactNode;
};

/** How far something has come: each step in its order, those reached marked. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map(({ word, reached, says, more }) => (
        <li key={word} className={styles.step} data-reached={reached}>
          <span className={styles.word}>{word}</span>
          <span className={styles.time}>{says}</span>
          {more && <span className={styles.after}>{more}</span>}
        </li>
      ))}
    </ol>
  );
}
