import type { IncidentCase } from '../case/incident-case.js';
import { badShare } from './bad-share.js';
import { type CounterSeries, counterSeries, sampleAt, timeOf } from './counter-series.js';
import { firing } from './firing.js';
import { type SplitWindows, splitWindows } from './split-windows.js';

/** A threshold that stays silent on the recorded normal and fires in the recorded incident. */
export type FittedAlert = {
  metric: string;
  cohort: string;
  series: CounterSeries;
  threshold: number;
  forSamples: number;
  /** Highest share of bad requests in the recorded normal, and in the incident; over the rule's range. */
  normal: number;
  peak: number;
  /** The last sample of the normal part, and the first at which the alert fires. */
  lastNormal: number;
  firesAt: number;
  firesAtMs: number;
  windows: { before: number; during: number };
};

/** Why no alert can be fitted. */
export type NotFitted = { because: string };

export const fewest = { before: 5, during: 3 };
/** The incident must stand out of the normal at least this many times. */
const clearly = 2;
/** How long the condition must hold, in samples; the longest that still fires in the incident is taken. */
const holds = [2, 1, 0];

/** Fits on the cohort in which the incident stands out most. */
export function fitAlert(incident: IncidentCase): FittedAlert | NotFitted {
  const metric = incident.anomaly?.data.metric;
  if (metric === undefined) return { because: 'No anomaly is on record, so no metric is known.' };
  const cohorts = splitWindows(incident, metric);
  if (cohorts.length === 0) return { because: `No signal windows of ${metric} are on record around it.` };

  const fits = cohorts.map((windows) => fitCohort(metric, windows));
  const fitted = fits.filter((fit) => 'threshold' in fit);
  return fitted.sort((a, b) => b.peak / b.threshold - a.peak / a.threshold)[0] ?? refusalOf(cohorts, fits);
}

function refusalOf(cohorts: readonly SplitWindows[], fits: readonly (FittedAlert | NotFitted)[]): NotFitted {
  const most = cohorts.reduce((a, b) =>
    b.before.length + b.during.length > a.before.length + a.during.length ? b : a,
  );
  const fit = fits[cohorts.indexOf(most)];
  return fit && 'because' in fit ? fit : { because: 'No cohort has enough windows.' };
}

function fitCohort(metric: string, { cohort, before, during }: SplitWindows): FittedAlert | NotFitted {
  if (before.length < fewest.before) {
    return {
      because: `${few(before.length, metric, cohort)} before the onset; at least ${fewest.before} are needed to know the normal.`,
    };
  }
  if (during.length < fewest.during) {
    return {
      because: `${few(during.length, metric, cohort)} during the incident; at least ${fewest.during} are needed.`,
    };
  }
  if (during.every(({ bad }) => bad === 0)) {
    return {
      because: `The windows of ${metric} (cohort ${cohort}) count no bad request during the incident.`,
    };
  }

  const series = counterSeries([...before, ...during]);
  const share = badShare(series);
  const lastNormal = sampleAt(series, endOfNormal(before));
  const normalShares = [...share.closed.slice(0, lastNormal + 1), ...share.leftOpen.slice(0, lastNormal + 1)];
  const normal = highest(normalShares);
  const peak = Math.min(
    highest(share.closed.slice(lastNormal + 1)),
    highest(share.leftOpen.slice(lastNormal + 1)),
  );
  const floor =
    3 /
    Math.max(
      1,
      before.reduce((sum, { total }) => sum + total, 0),
    );
  const threshold = between(Math.max(normal, floor), peak);
  if (threshold === undefined) {
    return {
      because: `${metric} (cohort ${cohort}) did not stand out: its share of bad requests peaked at ${peak.toPrecision(2)}, and at ${normal.toPrecision(2)} in the normal before.`,
    };
  }
  for (const forSamples of holds) {
    const firesAt = firing(share, threshold, forSamples).indexOf(true);
    if (firesAt < 0) continue;
    return {
      metric,
      cohort,
      series,
      threshold,
      forSamples,
      normal,
      peak,
      lastNormal,
      firesAt,
      firesAtMs: timeOf(series, firesAt),
      windows: { before: before.length, during: during.length },
    };
  }
  return { because: `${metric} (cohort ${cohort}) was bad too briefly for a rule over minutes.` };
}

function endOfNormal(before: SplitWindows['before']): number {
  return Math.max(...before.map(({ start, durationMs }) => Date.parse(start) + durationMs));
}

function few(count: number, metric: string, cohort: string): string {
  return `Only ${count} windows of ${metric} (cohort ${cohort}) are on record`;
}

function highest(shares: readonly number[]): number {
  return Math.max(0, ...shares.filter((share) => !Number.isNaN(share)));
}

/** The geometric middle, with two digits; nothing if the two are too close. */
function between(low: number, high: number): number | undefined {
  if (high < low * clearly) return undefined;
  return Number(Math.sqrt(low * high).toPrecision(2));
}
