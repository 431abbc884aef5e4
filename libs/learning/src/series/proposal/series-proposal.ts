import type { Choice } from '../fit/choose-alert.js';
import type { Judged } from '../fit/judge.js';
import { guardOf, type Lesson } from '../fit/lesson.js';
import type { Family } from '../fit/tracks.js';
import type { Fired } from '../live/live-alert.js';
import { within } from '../span.js';
import { type FalseAlarms, falseAlarmsOf } from './false-alarms.js';
import { promqlOf } from './promql.js';
import { watched } from './watched.js';

/** An alert that one incident of a plain series taught. Times in ms. */
export type SeriesProposal = {
  kind: 'alert';
  family: Family;
  /** In words. */
  expression: string;
  /** It fires at this or beyond, on the side that `above` says. */
  threshold: number;
  above: boolean;
  /** Points that are looked at together. */
  hold: number;
  /** What is usual of what is watched, the furthest that the normal past went, and the furthest of the incident. */
  usual: number;
  normal: number;
  incident: number;
  /** This incident: when it would have fired, and how long after the begin of it. */
  instance: { fires: number | null; delayMs: number | null; text: string };
  /** One step more general. */
  generalised: { share: number; text: string };
  falseAlarms: FalseAlarms;
  /** Alerts that were compared. */
  variantsTried: number;
  /** What was recorded until then was used. */
  fittedUntil: number;
  /** The same as a Prometheus expression, `METRIC` for the metric’s name; null where it cannot be said in one. */
  promql: string | null;
};

export function seriesProposal(
  lesson: Lesson,
  { tried }: Choice,
  alert: Judged,
  fired: readonly Fired[],
): SeriesProposal {
  const { incident } = lesson;
  const mayBeTold = lesson.spans.map((span) => guardOf(span, lesson.step));
  const { direction, track } = alert;
  const guarded = guardOf(incident, lesson.step);
  const fires = fired.find(({ t }) => t >= guarded.from && t <= guarded.to)?.t ?? null;
  const outside = fired.filter(({ t }) => !within(mayBeTold, t)).length;
  const share = Math.round(alert.recall * 100) / 100;
  return {
    kind: 'alert',
    family: track.family,
    expression: watched(lesson, alert),
    threshold: short(direction * alert.threshold),
    above: direction === 1,
    hold: track.window,
    usual: short(direction * alert.centre),
    normal: short(direction * alert.highest),
    incident: short(direction * alert.peak),
    instance: {
      fires,
      delayMs: fires === null ? null : fires - incident.from,
      text: `This incident went to ${short(direction * alert.peak)}, the normal past to ${short(direction * alert.highest)}.`,
    },
    generalised: {
      share,
      text: `The same ${track.family === 'silence' ? 'silence, also shorter' : 'at other times, also weaker'}: of such recurrences, put into the normal past with 100 to ${track.family === 'silence' ? 40 : 25} % of the strength, ${Math.round(share * 100)} % are found.`,
    },
    falseAlarms: falseAlarmsOf(lesson, outside, alert),
    variantsTried: tried,
    fittedUntil: lesson.now,
    promql: promqlOf(lesson, alert),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(6));
}
