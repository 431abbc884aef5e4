import type { LabelledSeries } from './labelled-series.js';
import type { Method } from './method.js';
import { nabScore, type ProfileName, probationOf, profiles, type Scored } from './nab-score.js';
import { vusPr } from './range-pr.js';

/** Points around an anomaly up to which a score counts half as a hit, in the precision of ranges. */
const buffer = 100;

export type Run = { series: LabelledSeries; scores: Float64Array }[];

export type Figures = {
  threshold: number;
  nab: Record<ProfileName, number>;
  vusPr: number;
  caught: number;
  windows: number;
  falseAlarmsA1000: number;
};

/** Scores every point of all series. */
export function run(method: Method, all: readonly LabelledSeries[]): Run {
  return all.map((series, n) => {
    const score = method.start(n);
    return { series, scores: Float64Array.from(series.points, score) };
  });
}

/** Microseconds of processor time a point. Of the second of two rounds: the first warms up. */
export function microsecondsAPoint(method: Method, all: readonly LabelledSeries[]): number {
  run(method, all);
  const points = all.reduce((sum, { points }) => sum + points.length, 0);
  const begin = process.threadCpuUsage();
  run(method, all);
  const { user, system } = process.threadCpuUsage(begin);
  return (user + system) / points;
}

/** The threshold at which NAB's standard profile is best: for methods that do not say one, on series kept for this. */
export function bestThreshold(method: Method, runs: Run): number {
  const candidates = new Set<number>();
  for (const { scores } of runs) {
    const sorted = scores.toSorted();
    for (const share of [0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 1]) {
      const score = sorted[Math.floor(share * (sorted.length - 1))] ?? 1;
      candidates.add(Math.round(score * 200) / 200);
    }
  }
  let best = 1.1;
  let height = Number.NEGATIVE_INFINITY;
  for (const threshold of candidates) {
    const score = nabScore(alarmsOf(method, runs, threshold), 1, profiles.standard);
    if (score <= height) continue;
    best = threshold;
    height = score;
  }
  return best;
}

export function figures(method: Method, runs: Run, threshold: number): Figures {
  const alarms = alarmsOf(method, runs, threshold);
  const nab = Object.fromEntries(
    Object.entries(profiles).map(([name, profile]) => [name, nabScore(alarms, 1, profile)]),
  ) as Record<ProfileName, number>;
  const areas = runs
    .filter(({ series }) => series.anomalies.length > 0)
    .map(({ series, scores }) => vusPr(scores, series.anomalies, buffer));
  return { threshold, nab, vusPr: mean(areas), ...counted(alarms) };
}

/** 1 where a method alarms, with its rest behind each alarm. */
function alarmsOf({ rest }: Method, runs: Run, threshold: number): Scored[] {
  return runs.map(({ series, scores }) => {
    const alarms = new Float64Array(scores.length);
    let silent = 0;
    for (const [index, score] of scores.entries()) {
      if (silent > 0) silent -= 1;
      else if (score >= threshold) {
        alarms[index] = 1;
        silent = rest;
      }
    }
    return { scores: alarms, windows: series.windows };
  });
}

function counted(all: readonly Scored[]): Pick<Figures, 'caught' | 'windows' | 'falseAlarmsA1000'> {
  let caught = 0;
  let windows = 0;
  let outside = 0;
  let points = 0;
  for (const one of all) {
    const probation = probationOf(one.scores.length);
    points += one.scores.length - probation;
    windows += one.windows.length;
    caught += one.windows.filter(({ first, last }) =>
      one.scores.subarray(Math.max(first, probation), last + 1).includes(1),
    ).length;
    const inWindow = (index: number) =>
      one.windows.some(({ first, last }) => index >= first && index <= last);
    for (let index = probation; index < one.scores.length; index += 1) {
      if (one.scores[index] === 1 && !inWindow(index)) outside += 1;
    }
  }
  return { caught, windows, falseAlarmsA1000: (1000 * outside) / points };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
