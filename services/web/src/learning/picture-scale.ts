import type { BacktestPicture } from '@hormesis/api';
import { utcTime } from '../format/utc.js';
import { figure } from './proposal-words.js';

export type Moment = { key: 'onset' | 'fired' | 'detected' | 'ended'; word: string; time: number };

/** The moments of an incident in order of time; those that are not known are left out. */
export function momentsOf({ onset, firedAt, detectedAt, endedAt }: BacktestPicture): Moment[] {
  const all = [
    ['onset', 'began', onset],
    ['fired', 'would have fired here', firedAt],
    ['detected', 'detected', detectedAt],
    ['ended', 'ended', endedAt],
  ] as const;
  return all
    .flatMap(([key, word, at]) => (at === null ? [] : [{ key, word, time: Date.parse(at) }]))
    .sort((a, b) => a.time - b.time);
}

export type Scale = {
  from: number;
  to: number;
  most: number;
  x: (time: number) => number;
  y: (value: number) => number;
};

const minute = 60_000;

/** Only what is around the incident: twice its length before it, once after it, and some minutes at least. */
export function cropped(picture: BacktestPicture): BacktestPicture {
  const moments = momentsOf(picture).map(({ time }) => time);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return picture;
  const from = first - Math.max(3 * minute, 2 * (last - first));
  const to = last + Math.max(1.5 * minute, last - first);
  return { ...picture, points: picture.points.filter(({ t }) => t >= from && t <= to) };
}

/** From times and values to pixels: all points and moments are in sight, and the threshold too. */
export function scaleOf(
  picture: BacktestPicture,
  box: { left: number; right: number; top: number; bottom: number },
): Scale {
  const times = [...picture.points.map(({ t }) => t), ...momentsOf(picture).map(({ time }) => time)];
  const from = Math.min(...times);
  const to = Math.max(...times, from + 1);
  const values = picture.points.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = roundUp(Math.max(...values, picture.threshold ?? 0, Number.MIN_VALUE) * 1.05);
  return {
    ...{ from, to, most },
    x: (time) => box.left + ((time - from) / (to - from)) * (box.right - box.left),
    y: (value) => box.bottom - (Math.max(0, value) / most) * (box.bottom - box.top),
  };
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** The measured line as an SVG path, broken where nothing was measured; a point between gaps is a dot. */
export function linePath({ points }: BacktestPicture, { x, y }: Scale): string {
  const isMeasured = (index: number) => (points[index]?.value ?? null) !== null;
  return points
    .map(({ t, value }, index) => {
      if (value === null) return '';
      const at = `${x(t).toFixed(1)},${y(value).toFixed(1)}`;
      if (isMeasured(index - 1)) return `L${at}`;
      return isMeasured(index + 1) ? `M${at}` : `M${at}h0`;
    })
    .join('');
}

export type Label = { moment: Moment; x: number; from: number; to: number; lane: number };

const gap = 6;

/** Where the label of each moment stands: beside its line, inside the picture, in a lane below those that it would run into or whose words its line would cross. */
export function labelLanes(moments: readonly Moment[], { x }: Scale, width: number): Label[] {
  const taken: Label[] = [];
  return moments.map((moment) => {
    const at = x(moment.time);
    const long = `${moment.word} ${utcTime(moment.time)}`.length * 6.6;
    const right = at + gap + long <= width;
    const from = Math.max(0, right ? at + gap : at - gap - long);
    const to = from + long + gap;
    const lane = taken.reduce((below, other) => {
      const isCrossed = other.from < at && at < other.to;
      const isInTheWay = other.from < to && from < other.to;
      return isCrossed || isInTheWay ? Math.max(below, other.lane + 1) : below;
    }, 0);
    const label = { moment, x: at, from, to, lane };
    taken.push(label);
    return label;
  });
}

/** Shares are read as percentages, if it may be shares that are compared; anything else as it is. */
export function valueWords(
  { points, threshold }: BacktestPicture,
  asShare: boolean,
): (value: number) => string {
  const isShare = asShare && Math.max(threshold ?? 0, ...points.map(({ value }) => value ?? 0)) <= 1;
  return (value) => {
    if (!isShare) return figure(value);
    return `${(value * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}\u00a0%`;
  };
}

/** At most `rows` of the points, evenly: what the picture shows, for those who read it as a table. */
export function thinned<Point>(points: readonly Point[], rows: number): Point[] {
  const step = Math.max(1, Math.ceil(points.length / rows));
  return points.filter((_, index) => index % step === 0);
}
