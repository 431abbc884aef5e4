import { type Evaluation, evaluation, type Labels, type SeriesSource } from '@hormesis/promql';
import type { PastIncident } from '../facts/past-incident.js';
import { isSamePlace } from '../facts/place.js';
import type { Picture } from '../named-report.js';
import { type Exercise, instant } from '../score/exercise-on.js';
import type { Compared } from './compared.js';

const mostPoints = 500;
const minuteMs = 60_000;
const shortestMs = 30 * minuteMs;
const finestMs = 10_000;

/** What a rule compares around an incident, before it is known where the rule fired. */
export type Drawn = Pick<Picture, 'metric' | 'cohort' | 'points' | 'threshold'>;

/** Draws what a rule compares, of the cohort in which the incident shows most; `undefined`: nothing was recorded. */
export function drawn(
  source: SeriesSource,
  { measured, threshold }: Compared,
  incident: PastIncident,
  recordEnds: number,
): Drawn | undefined {
  const { onset, detectedAt } = incident;
  const end = incident.endedAt ?? Math.min(recordEnds, detectedAt + shortestMs);
  const around = Math.max(shortestMs, end - onset);
  const [from, to] = [onset - around, Math.min(recordEnds, Math.max(end, detectedAt) + around)];
  const stepMs = Math.max(finestMs, Math.ceil((to - from) / (mostPoints - 1) / finestMs) * finestMs);
  const lines = linesOf(evaluation(measured, source), incident, { from, to, stepMs });
  const best = lines.sort(
    (a, b) => peakOf(b, onset, end) - peakOf(a, onset, end) || (a.key < b.key ? -1 : 1),
  )[0];
  if (!best) return undefined;
  const { metric = incident.metric ?? '', cohort = 'all' } = best.labels;
  return { metric, cohort, threshold, points: best.points };
}

/** A picture as it is shown. */
export function picture(of: Drawn, incident: PastIncident, { firedAt }: Pick<Exercise, 'firedAt'>): Picture {
  const { detectedAt, endedAt, id, onset } = incident;
  return {
    incident: id,
    ...of,
    onset: instant(onset),
    detectedAt: instant(detectedAt),
    firedAt,
    endedAt: endedAt === null ? null : instant(endedAt),
  };
}

type DrawnLine = { key: string; labels: Labels; points: { t: number; value: number | null }[] };

function linesOf(
  measured: Evaluation,
  incident: PastIncident,
  { from, to, stepMs }: { from: number; to: number; stepMs: number },
): DrawnLine[] {
  const lines = new Map<string, DrawnLine>();
  const times: number[] = [];
  for (let t = from; t <= to; t += stepMs) {
    const { labels, present, values } = measured.at(t);
    for (const [slot, each] of labels.entries()) {
      const { service, environment } = each;
      if (present[slot] !== 1 || !isSamePlace({ service, environment }, incident)) continue;
      const key = JSON.stringify(each);
      const line = lines.get(key) ?? {
        key,
        labels: each,
        points: times.map((at) => ({ t: at, value: null })),
      };
      const value = values[slot] as number;
      while (line.points.length < times.length)
        line.points.push({ t: times[line.points.length] ?? t, value: null });
      line.points.push({ t, value: Number.isFinite(value) ? value : null });
      lines.set(key, line);
    }
    times.push(t);
  }
  for (const { points } of lines.values()) {
    while (points.length < times.length) points.push({ t: times[points.length] ?? to, value: null });
  }
  return [...lines.values()];
}

function peakOf({ points }: DrawnLine, from: number, to: number): number {
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...points.flatMap(({ t, value }) => (value !== null && t >= from && t <= to ? [value] : [])),
  );
}
