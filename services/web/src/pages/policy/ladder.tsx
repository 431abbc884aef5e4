import type { Policy } from '@hormesis/api';
import styles from './ladder.module.css';
import { heightOf, rungs } from './policy-words.js';

type LadderProps = { rung: Policy['rung']; suggested?: Policy['suggested'] };

/** The five rungs in a row: those it may climb are filled, the furthest is named, an earned one is outlined. */
export function Ladder({ rung, suggested = null }: LadderProps) {
  const height = heightOf(rung);
  return (
    <ol className={styles.ladder} aria-label={`Rung: ${rungs[height]?.word ?? rung}`}>
      {rungs.map((one, at) => (
        <li
          key={one.rung}
          className={styles.rung}
          data-climbed={at <= height}
          data-here={at === height}
          data-earned={one.rung === suggested}
          aria-current={at === height ? 'step' : undefined}
        >
          <span>{one.word}</span>
          {one.rung === suggested && <span className="visually-hidden"> (earned)</span>}
        </li>
      ))}
    </ol>
  );
}
