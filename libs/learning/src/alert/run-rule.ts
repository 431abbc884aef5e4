import { evaluation, type Labels, parseExpression, type RuleFile, ruleRun } from '@hormesis/promql';
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
  condition: Condition,
  record: SignalRecord,
  dialect: Dialect,
  { from, to }: Steps = allOf(record),
): Firings {
  const run = ruleRun(fileOf(condition), sourceOf(record), { dialect, intervalMs: record.stepMs });
  return Array.from({ length: to - from + 1 }, (_, n) => {
    run.evaluate(timeOf(record, from + n));
    return run
      .alerts()
      .flatMap(({ state, labels: { alertname: __, ...labels } }) => (state === 'firing' ? [labels] : []));
  });
}

function fileOf({ expr, forMs }: Condition): RuleFile {
  const expression = parseExpression(expr);
  const rule = { kind: 'alert', name: 'fitted', expression, text: expr, line: 1, forMs } as const;
  return {
    groups: [
      {
        name: 'fitted',
        intervalMs: undefined,
        rules: [{ ...rule, keepFiringForMs: 0, labels: {}, annotations: {} }],
      },
    ],
  };
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
