import type { FailureClassSummary } from '@hormesis/api';
import { percent } from '../../format/percent.js';
import { type Measure, measures, sinceFirst } from '../../learning/trend-words.js';
import styles from './since-first.module.css';

/** All classes that came back, the first time beside the last: the loop in two numbers. */
export function SinceFirst({ classes }: { classes: readonly FailureClassSummary[] }) {
  return (
    <div className={styles.pair}>
      <Pair classes={classes} measure="detection" />
      <Pair classes={classes} measure="exposure" />
    </div>
  );
}

function Pair({ classes, measure }: { classes: readonly FailureClassSummary[]; measure: Measure }) {
  const { title, words } = measures[measure];
  const { classes: count, first, last } = sinceFirst(classes, measure);
  if (count === 0) return null;
  const isLess = last < first;
  const share = first === 0 ? 0 : Math.abs(1 - last / first);
  const most = Math.max(first, last, 1);
  return (
    <section className={styles.card} aria-label={`${title}, first and last time`}>
      <h2>{title}</h2>
      <p className={styles.words}>
        {`Of ${count === 1 ? 'the one class' : `the ${count} classes`} that came back, in sum: `}
        <strong data-better={isLess}>
          {first === last ? 'as before' : `${percent(share)} ${isLess ? 'less' : 'more'}`}
        </strong>{' '}
        the last time.
      </p>
      <dl className={styles.rows}>
        {[
          { word: 'first time', value: first },
          { word: 'last time', value: last },
        ].map(({ word, value }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={Math.max(0.5, (value / most) * 100)} height="8" />
              </svg>
              {words(value)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
