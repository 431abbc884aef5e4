import type { Watch } from '@hormesis/api';
import { Link } from '@tanstack/react-router';
import { Ago } from '../ui/time.js';
import { LiftAxis, LiftChart } from './lift-chart.js';
import styles from './watch.module.css';
import { isCompared, sentenceOf, stateOf, stateWords } from './watch-words.js';

/** One watched change, live; `incident` is the id of the one that is attributed to it. */
export function WatchCard({ watch, incident }: { watch: Watch; incident?: string | undefined }) {
  const state = stateOf(watch);
  const words = sentenceOf(watch);
  return (
    <article className={styles.card} data-state={state} aria-label={watch.change.summary}>
      <header className={styles.head}>
        <span className={styles.state}>{stateWords[state]}</span>
        <span className={styles.reach}>{`${watch.change.exposure} % of users`}</span>
      </header>
      <p className={styles.summary}>{watch.change.summary}</p>
      {isCompared(watch) && (
        <div className={styles.frame}>
          <LiftAxis />
          <LiftChart points={watch.points} words={words} />
        </div>
      )}
      <p className={styles.words}>{words}</p>
      <p className={styles.quiet}>
        {`${watch.service} in ${watch.environment}, since `}
        <Ago at={watch.change.at} />
        {watch.alarmedAt !== null && (
          <>
            {', an anomaly '}
            <Ago at={watch.alarmedAt} />
          </>
        )}
        {watch.endedAt !== null && (
          <>
            {', taken back '}
            <Ago at={watch.endedAt} />
          </>
        )}
        {incident !== undefined && (
          <>
            {'. '}
            <Link to="/incidents/$id" params={{ id: incident }}>
              Its incident
            </Link>
          </>
        )}
      </p>
    </article>
  );
}
