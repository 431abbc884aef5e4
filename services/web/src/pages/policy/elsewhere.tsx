import type { Policies } from '@hormesis/api';
import { Badge } from '../../ui/badge.js';
import { Ladder } from './ladder.js';
import styles from './policy.module.css';
import { rungs } from './policy-words.js';
import { PrecisionBar } from './precision-bar.js';

/** What is asked for where no rule says otherwise. */
const usualPrecision = 0.8;

/** What holds where no rule was set, and how right the guardian was there. */
export function Elsewhere({ policies }: { policies: Policies }) {
  const { default: rung, otherwise } = policies;
  const here = rungs.find((one) => one.rung === rung);
  const earned = rungs.find((one) => one.rung === otherwise.suggested);
  const place = policies.policies.length === 0 ? 'Everywhere: no rule is set' : 'Everywhere else';
  return (
    <article className={styles.rule} aria-label={place}>
      <header className={styles.head}>
        <h3>{place}</h3>
      </header>
      <Ladder rung={rung} suggested={otherwise.suggested} />
      {earned && (
        <p className={styles.badges}>
          <Badge tone="learn" mark="up">{`earned: ${earned.word.toLowerCase()}`}</Badge>
        </p>
      )}
      <PrecisionBar policy={{ rung, record: otherwise.record, precision: usualPrecision }} />
      <p className={styles.quiet}>
        {`The guardian ${here?.does ?? rung}. Let it go further where it was right: add a rule, for one service first.`}
      </p>
    </article>
  );
}
