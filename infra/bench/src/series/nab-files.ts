import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabelledSeries, Point, Window } from './labelled-series.js';

/**
 * The series and windows of a copy of the Numenta Anomaly Benchmark: `data` and `labels/combined_windows.json`. The
 * points of a window count as wrong, as TSB-AD counts them.
 */
export function nabFiles(folder: string): LabelledSeries[] {
  const labels = JSON.parse(readFileSync(join(folder, 'labels', 'combined_windows.json'), 'utf8')) as Labels;
  return Object.entries(labels).map(([file, limits]) => {
    const points = pointsOf(readFileSync(join(folder, 'data', file), 'utf8'));
    const windows = limits.map(([begin, end]) => windowOf(points, timeOf(begin), timeOf(end)));
    const anomalies = windows.map(({ first, last }) => ({ from: first, to: last + 1 }));
    return { name: file, kind: file.split('/')[0] ?? file, points, anomalies, windows };
  });
}

type Labels = Record<string, [begin: string, end: string][]>;

function pointsOf(csv: string): Point[] {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [time = '', text = ''] = line.split(',');
    const value = Number(text);
    return { t: timeOf(time), value: text.trim() === '' || !Number.isFinite(value) ? null : value };
  });
}

/** NAB's times have no zone and up to six decimals. */
function timeOf(text: string): number {
  const time = Date.parse(`${text.trim().replace(' ', 'T').slice(0, 23)}Z`);
  if (Number.isNaN(time)) throw new TypeError(`“${text}” is no time of NAB's form.`);
  return time;
}

function windowOf(points: readonly Point[], begin: number, end: number): Window {
  const first = points.findIndex(({ t }) => t >= begin);
  const last = points.findLastIndex(({ t }) => t <= end);
  if (first < 0 || last < first)
    throw new RangeError('A window of labels/combined_windows.json has no points.');
  return { first, last };
}
