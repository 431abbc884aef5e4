import type { Policy } from '@hormesis/api';
import { rungs } from './policy-words.js';
import styles from './rung-choice.module.css';

/** The rungs with what each lets the guardian do alone. */
export function RungChoice({
  value,
  earned,
  onChange,
}: {
  value: Policy['rung'];
  earned: Policy['suggested'];
  onChange: (rung: Policy['rung']) => void;
}) {
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>How far may it go alone?</legend>
      <div className={styles.rungs}>
        {rungs.map(({ rung, word, does }, at) => (
          <label key={rung} className={styles.rung} data-chosen={rung === value}>
            <input
              type="radio"
              name="rung"
              value={rung}
              checked={rung === value}
              onChange={() => onChange(rung)}
            />
            <span className={styles.words}>
              <strong>{word}</strong>
              {rung === earned && <span className={styles.earned}> earned</span>}
              <span className={styles.does}>{at < 2 ? does : `also ${does}`}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
