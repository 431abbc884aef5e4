import type { WatchPoint } from '@hormesis/api';
import { bandPath, heightOf, likeliestPath, size } from './lift-scale.js';
import styles from './watch.module.css';

const lines = [
  { lift: 10, word: '10×' },
  { lift: 1, word: 'same' },
] as const;

/** How those who have a change fare beside the others: a band that holds the truth, and leaves “same” behind when they fare worse. */
export function LiftChart({ points, words }: { points: readonly WatchPoint[]; words: string }) {
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
    >
      {lines.map(({ lift }) => (
        <line
          key={lift}
          className={lift === 1 ? styles.same : styles.grid}
          x1={0}
          x2={size.width}
          y1={heightOf(lift)}
          y2={heightOf(lift)}
        />
      ))}
      <path className={styles.band} d={bandPath(points)} />
      <path className={styles.likeliest} d={likeliestPath(points)} />
    </svg>
  );
}

export function LiftAxis() {
  return (
    <div className={styles.axis} aria-hidden="true">
      {lines.map(({ lift, word }) => (
        <span key={lift} style={{ top: `${(100 * heightOf(lift)) / size.height}%` }}>
          {word}
        </span>
      ))}
    </div>
  );
}
