import { evaluation, type Labels, labelKey, parseExpression } from '@hormesis/promql';
import { type SignalRecord, sourceOf, timeOf } from './signal-record.js';

/** Prometheus 2 counts the sample at the left edge of a range, Prometheus 3 does not. */
export type Dialect = '2' | '3';

/** A rule as far as it decides when to fire. */
export type Condition = { expr: string; forMs: number };

/** Which alerts fire at each step of a record: the labels that the expression gives them. */
export type Firings = readonly (readonly Labels[])[];

/** Evaluates a rule at each step, as Prometheus would with that evaluation interval. */
export function runRule({ expr, forMs }: Condition, record: SignalRecord, dialect: Dialect): Firings {
  const since = new Map<string, number>();
  return valuesOf(expr, record, dialect).map((samples, index) => {
    const now = timeOf(record, index);
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
): readonly { labels: Labels; value: number }[][] {
  const bound = evaluation(parseExpression(expr), sourceOf(record), { dialect });
  return Array.from({ length: record.length }, (_, index) => {
    const { labels, values, present } = bound.at(timeOf(record, index));
    return labels.flatMap((each, slot) =>
      present[slot] === 1 ? [{ labels: each, value: values[slot] ?? Number.NaN }] : [],
    );
  });
}
