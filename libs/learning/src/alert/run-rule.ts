import { evaluation, type Labels, labelKey, parseExpression } from '@hormesis/promql';
import { type SignalRecord, sourceOf, timeOf } from './signal-record.js';

/** Prometheus 2 counts the sample at the left edge of a range, Prometheus 3 does not. */
export type Dialect = '2' | '3';

/** A rule as far as it decides when to fire. */
export type Condition = { expr: string; forMs: number };

/** The first and the last step of a record that are looked at. */
export type Steps = { from: number; to: number };

/** Which alerts fire at each step: the labels that the expression gives them. */
export type Firings = readonly (readonly Labels[])[];

/** Evaluates a rule at each step from `from` to `to`, as Prometheus would with that evaluation interval. */
export function runRule(
  { expr, forMs }: Condition,
  record: SignalRecord,
  dialect: Dialect,
  steps: Steps = allOf(record),
): Firings {
  const since = new Map<string, number>();
  return valuesOf(expr, record, dialect, steps).map((samples, n) => {
    const now = timeOf(record, steps.from + n);
    const active = new Set(samples.map(({ labels }) => labelKey(labels)));
    for (const key of since.keys()) if (!active.has(key)) since.delete(key);
    return samples.flatMap(({ labels }) => {
      const key = labelKey(labels);
      const activeSince = since.get(key) ?? now;
      since.set(key, activeSince);
      return now - activeSince >= forMs ? [labels] : [];
    });
  });
}

/** What an expression gives at each step. */
export function valuesOf(
  expr: string,
  record: SignalRecord,
  dialect: Dialect,
  { from, to }: Steps = allOf(record),
): readonly { labels: Labels; value: number }[][] {
  const bound = evaluation(parseExpression(expr), sourceOf(record), { dialect });
  return Array.from({ length: to - from + 1 }, (_, n) => {
    const { labels, values, present } = bound.at(timeOf(record, from + n));
    return labels.flatMap((each, slot) =>
      present[slot] === 1 ? [{ labels: each, value: values[slot] ?? Number.NaN }] : [],
    );
  });
}

function allOf({ length }: SignalRecord): Steps {
  return { from: 0, to: length - 1 };
}
