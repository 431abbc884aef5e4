import { firstBehind, firstFrom, medianOf } from '../past/order.js';
import { type Span, within } from '../span.js';

/** Of an incident's length: how far before its begin points are not taken for normal, since it may have begun earlier. */
const guard = 0.5;
const fewestGuardPoints = 2;
/** Normal points that an alert has to be learnt from, at least. */
export const fewestNormal = 20;

/** What there is to learn from: a series up to the end of an incident, and which of its points are normal. */
export type Lesson = {
  times: Float64Array;
  values: Float64Array;
  /** 1 where a point is normal. */
  normal: Uint8Array;
  /** 1 where a point was said to belong to an incident: baselines do not learn from it. */
  labelled: Uint8Array;
  normalPoints: number;
  incident: Span;
  /** All incidents that were told so far. */
  spans: readonly Span[];
  /** Indices of the incident's points: the first, and the one behind the last. */
  from: number;
  to: number;
  /** The usual time between two points, in ms. */
  step: number;
  /** When it was told. */
  now: number;
};

/** @param labelled All incidents that were told so far, this one too. */
export function lessonOf(
  times: Float64Array,
  values: Float64Array,
  incident: Span,
  labelled: readonly Span[],
  now: number,
): Lesson {
  const steps = times.subarray(1).map((t, index) => t - (times[index] ?? t));
  const step = Math.max(medianOf(steps.filter((length) => length > 0)), 1e-6) || 1;
  const spans = labelled.map((span) => guardOf(span, step));
  const normal = Uint8Array.from(times, (t) => (within(spans, t) ? 0 : 1));
  return {
    times,
    values,
    normal,
    labelled: Uint8Array.from(times, (t) => (within(labelled, t) ? 1 : 0)),
    normalPoints: normal.reduce((sum, one) => sum + one, 0),
    incident,
    spans: labelled,
    from: firstFrom(times, incident.from),
    to: firstBehind(times, incident.to),
    step,
    now,
  };
}

/** An incident with the time before it in which it may have begun. */
export function guardOf({ from, to }: Span, step: number): Span {
  return { from: from - Math.max(guard * (to - from), fewestGuardPoints * step), to };
}
