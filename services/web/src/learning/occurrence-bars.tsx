import { useRef } from 'react';
import { useWidth } from '../timeline/use-canvas.js';
import styles from './occurrence-bars.module.css';
import { TrendBadge } from './trend-badge.js';
import {
  inOrder,
  type Measure,
  measures,
  type Occurrence,
  type Trend,
  trendSentence,
} from './trend-words.js';

const most = 16;
const top = 20;
const foot = 18;

/** A measure at each occurrence of a class, the oldest at the left: one of several small pictures of the same make. One occurrence is no picture. */
export function OccurrenceBars({
  occurrences,
  measure,
  trend,
  guarded,
  height = 92,
}: {
  occurrences: readonly Occurrence[];
  measure: Measure;
  trend: Trend;
  guarded: boolean;
  height?: number;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const all = inOrder(occurrences);
  const sentence = trendSentence(all, measure);
  const isPicture = all.length > 1;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{measures[measure].title}</span>
        <TrendBadge trend={trend} guarded={guarded} />
      </figcaption>
      <div ref={frame} style={{ height: isPicture ? height : 0 }}>
        {width > 0 && isPicture && (
          <Bars shown={all.slice(-most)} {...{ measure, width, height, sentence }} />
        )}
      </div>
      <p className={styles.sentence}>
        {sentence}
        {all.length > most && ` The last ${most} of ${all.length} are drawn.`}
      </p>
    </figure>
  );
}

function Bars({
  shown,
  measure,
  width,
  height,
  sentence,
}: {
  shown: readonly Occurrence[];
  measure: Measure;
  width: number;
  height: number;
  sentence: string;
}) {
  const { of, words, title } = measures[measure];
  const highest = Math.max(1, ...shown.map((one) => of(one) ?? 0));
  const step = width / Math.max(4, shown.length);
  const bar = Math.min(34, Math.max(4, step * 0.5));
  const bottom = height - foot;
  const labelled = (index: number) => step > 76 || index === 0 || index === shown.length - 1;
  return (
    <svg
      className={styles.bars}
      width={width}
      height={height}
      role="img"
      aria-label={`${title}: ${shown.map((one) => said(of(one), words)).join(', ')}. ${sentence}`}
    >
      <line x1={0} x2={width} y1={bottom + 0.5} y2={bottom + 0.5} className={styles.floor} />
      {shown.map((one, index) => {
        const value = of(one);
        const x = index * step;
        const tall = value === null ? 0 : Math.max(2, (value / highest) * (bottom - top));
        return (
          <g key={one.incident} data-drill={one.drill || undefined}>
            {value !== null && <rect x={x + 1} y={bottom - tall} width={bar} height={tall} rx={2} />}
            {labelled(index) && (
              <text x={x} y={bottom - tall - 6} className={styles.value}>
                {value === null ? '–' : words(value)}
              </text>
            )}
            {labelled(index) && (
              <text x={x} y={height - 4} className={styles.when}>
                {one.drill ? 'drill' : one.onset.slice(5, 10)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const said = (value: number | null, words: (value: number) => string): string =>
  value === null ? 'not measured' : words(value);
