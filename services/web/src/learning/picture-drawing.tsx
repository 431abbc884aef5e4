import type { BacktestPicture } from '@hormesis/api';
import { type PointerEvent, useState } from 'react';
import { duration } from '../format/duration.js';
import { utcTime } from '../format/utc.js';
import { ticks } from '../timeline/ticks.js';
import styles from './incident-picture.module.css';
import { labelLanes, linePath, momentsOf, scaleOf, valueWords } from './picture-scale.js';
import { pictureWords } from './picture-words.js';

const lane = 22;
const plot = 190;
const foot = 24;

type DrawingProps = { picture: BacktestPicture; asShare: boolean; width: number };

/** The line, the threshold, the moments, and what is under the pointer. */
export function PictureDrawing({ picture, asShare, width }: DrawingProps) {
  const [pointed, setPointed] = useState<number>();
  const words = valueWords(picture, asShare);
  const moments = momentsOf(picture);
  const left = 52;
  const right = width - 12;
  const labels = labelLanes(moments, scaleOf(picture, { left, right, top: 0, bottom: 1 }), width);
  const top = 6 + lane * (1 + Math.max(0, ...labels.map((label) => label.lane)));
  const bottom = top + plot;
  const height = bottom + foot;
  const scale = scaleOf(picture, { left, right, top: top + 6, bottom });
  const at = (key: string) => moments.find((moment) => moment.key === key)?.time;
  const [onset, fired, detected, ended] = ['onset', 'fired', 'detected', 'ended'].map(at);
  const point = pointed === undefined ? undefined : picture.points[pointed];

  function follow(event: PointerEvent<SVGSVGElement>) {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const distances = picture.points.map(({ t }) => Math.abs(scale.x(t) - x));
    setPointed(distances.indexOf(Math.min(...distances)));
  }

  return (
    <svg
      className={styles.drawing}
      width={width}
      height={height}
      role="img"
      aria-label={pictureWords(picture)}
      onPointerMove={follow}
      onPointerLeave={() => setPointed(undefined)}
    >
      <rect x={left} y={top} width={right - left} height={plot} className={styles.ground} />
      {onset !== undefined && (
        <rect
          x={scale.x(onset)}
          y={top}
          width={Math.max(0, scale.x(ended ?? scale.to) - scale.x(onset))}
          height={plot}
          className={styles.incident}
        />
      )}
      {[0, scale.most / 2, scale.most].map((value) => (
        <g key={value}>
          <line x1={left} x2={right} y1={scale.y(value)} y2={scale.y(value)} className={styles.grid} />
          <text x={left - 8} y={scale.y(value) + 4} className={styles.axis} textAnchor="end">
            {words(value)}
          </text>
        </g>
      ))}
      {ticks({ from: scale.from, to: scale.to }, right - left, 110).map(({ time, label }) => (
        <text key={time} x={scale.x(time)} y={bottom + 17} className={styles.axis} textAnchor="middle">
          {label}
        </text>
      ))}
      <path
        d={linePath(picture, scale)}
        className={styles.line}
        data-sparse={isSparse(picture) || undefined}
      />
      {picture.threshold !== null && (
        <g>
          <line
            x1={left}
            x2={right}
            y1={scale.y(picture.threshold)}
            y2={scale.y(picture.threshold)}
            className={styles.threshold}
          />
          <text x={left + 6} y={scale.y(picture.threshold) - 6} className={styles.thresholdWord}>
            {`threshold ${words(picture.threshold)}`}
          </text>
        </g>
      )}
      {labels.map(({ moment, x, lane: row }) => (
        <g key={moment.key} data-moment={moment.key} className={styles.moment}>
          <line x1={x} x2={x} y1={row * lane + 4} y2={bottom} />
        </g>
      ))}
      {labels.map(({ moment, from, lane: row }) => (
        <g key={moment.key} data-moment={moment.key} className={styles.moment}>
          <text x={from} y={row * lane + 15}>
            {moment.word} <tspan className={styles.clock}>{utcTime(moment.time)}</tspan>
          </text>
        </g>
      ))}
      {fired !== undefined && detected !== undefined && fired < detected && (
        <Lead
          from={scale.x(fired)}
          to={scale.x(detected)}
          y={bottom - 14}
          words={duration(detected - fired)}
        />
      )}
      {point && (
        <g className={styles.pointed}>
          <line x1={scale.x(point.t)} x2={scale.x(point.t)} y1={top} y2={bottom} />
          {point.value !== null && <circle cx={scale.x(point.t)} cy={scale.y(point.value)} r="3.5" />}
          <text
            x={scale.x(point.t) + (scale.x(point.t) > width / 2 ? -8 : 8)}
            y={top + 18}
            textAnchor={scale.x(point.t) > width / 2 ? 'end' : 'start'}
          >
            {`${utcTime(point.t)}  ${point.value === null ? 'nothing measured' : words(point.value)}`}
          </text>
        </g>
      )}
    </svg>
  );
}

/** So few values that they are dots rather than a line. */
const isSparse = ({ points }: BacktestPicture): boolean =>
  points.filter(({ value }) => value !== null).length < 3;

/** How much earlier, as a span between two moments. */
function Lead({ from, to, y, words }: { from: number; to: number; y: number; words: string }) {
  const isWide = to - from > words.length * 7 + 60;
  return (
    <g className={styles.lead}>
      <path d={`M${from},${y}H${to}M${from},${y - 4}v8M${to},${y - 4}v8`} />
      <text
        x={isWide ? (from + to) / 2 : to + 8}
        y={isWide ? y - 6 : y + 4}
        textAnchor={isWide ? 'middle' : 'start'}
      >
        {`${words} earlier`}
      </text>
    </g>
  );
}
